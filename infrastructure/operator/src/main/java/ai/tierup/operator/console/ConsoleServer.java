package ai.tierup.operator.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Serves a {@link Console} to browsers on this machine. It listens on 127.0.0.1 only. A browser needs the secret of its address, which
 * becomes a cookie. What changes something must come from its own pages, and is done one after the other.
 */
public final class ConsoleServer implements AutoCloseable {

    private static final int TOKEN_BYTES = 24;
    private static final int MAX_FORM_BYTES = 16 * 1024;
    private static final Pattern LINE_BREAKS = Pattern.compile("\\R+");
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int SERVER_ERROR = 500;
    private static final String HTML = "text/html; charset=utf-8";

    /** No scripts at all, nothing from elsewhere, and no frame around it. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Console console;
    private final HttpServer server;
    private final String token;
    /** What acts have done, until the page to which each leads is shown. Other windows must not show it. */
    private final Map<String, String> messages = new ConcurrentHashMap<>();

    private final AtomicLong acts = new AtomicLong();

    private ConsoleServer(Console console, HttpServer server, String token) {
        this.console = console;
        this.server = server;
        this.token = token;
    }

    /**
     * Starts a server.
     *
     * @param port 0 for any that is free
     * @param random cryptographically strong
     */
    public static ConsoleServer start(Console console, int port, RandomGenerator random) throws IOException {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        var started = new ConsoleServer(console, server, HexFormat.of().formatHex(bytes));
        server.createContext("/", started::answer);
        server.start();
        return started;
    }

    /** The address for the operator's browser. Who has it may do everything that the operator may do. */
    public URI address() {
        return URI.create(origin() + "/?token=" + token);
    }

    private String origin() {
        return "http://" + host();
    }

    private String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getResponseHeaders();
            headers.set("content-security-policy", POLICY);
            headers.set("x-content-type-options", "nosniff");
            // With "no-referrer", browsers would send forms with the origin "null".
            headers.set("referrer-policy", "same-origin");
            headers.set("cache-control", "no-store");
            route(exchange);
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var query = fields(Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""));
        // A name that was made to point to this machine is not this server.
        if (!host().equals(exchange.getRequestHeaders().getFirst("host"))) {
            send(exchange, FORBIDDEN, "text/plain", "This is " + origin() + ".\n");
        } else if (isToken(query.getOrDefault("token", ""))) {
            exchange.getResponseHeaders().set("set-cookie", "console=" + token + "; Path=/; HttpOnly; SameSite=Strict");
            redirect(exchange, "/");
        } else if (!isToken(cookie(exchange))) {
            send(exchange, FORBIDDEN, "text/plain", "Open the address that scripts/console has printed.\n");
        } else if (exchange.getRequestMethod().equals("POST")) {
            post(exchange, path);
        } else if (exchange.getRequestMethod().equals("GET")) {
            get(exchange, path, query);
        } else {
            send(exchange, METHOD_NOT_ALLOWED, "text/plain", "Send GET or POST.\n");
        }
    }

    private boolean isToken(String text) {
        return MessageDigest.isEqual(token.getBytes(US_ASCII), text.getBytes(UTF_8));
    }

    private static String cookie(HttpExchange exchange) {
        var cookies = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("cookie"), "");
        for (var cookie : cookies.split("; *", -1)) {
            if (cookie.startsWith("console=")) {
                return cookie.substring("console=".length());
            }
        }
        return "";
    }

    private void get(HttpExchange exchange, String path, Map<String, String> query) throws IOException {
        var asset = ConsoleAssets.find(path);
        if (asset.isPresent()) {
            exchange.getResponseHeaders().set("cache-control", "max-age=3600");
            send(exchange, OK, asset.get().type(), asset.get().bytes());
            return;
        }
        try {
            var page = console.page(path, query);
            send(exchange, page.isPresent() ? OK : NOT_FOUND, HTML, document(path, query, page));
        } catch (RuntimeException e) {
            send(exchange, SERVER_ERROR, HTML, document(path, query, Optional.of(failure(e))));
        }
    }

    private static Html failure(RuntimeException e) {
        return new Html().heading("This page could not be read").preformatted(String.valueOf(e.getMessage()));
    }

    private String document(String path, Map<String, String> query, Optional<Html> page) {
        var done = messages.remove(query.getOrDefault("done", ""));
        return Documents.write(console, path, page.orElseGet(() -> new Html().heading("There is no such page")), done);
    }

    private void post(HttpExchange exchange, String path) throws IOException {
        if (!origin().equals(exchange.getRequestHeaders().getFirst("origin"))) {
            send(exchange, FORBIDDEN, "text/plain", "This did not come from a page of the console.\n");
            return;
        }
        var body = exchange.getRequestBody().readNBytes(MAX_FORM_BYTES + 1);
        if (!path.equals("/act") || body.length > MAX_FORM_BYTES) {
            send(exchange, BAD_REQUEST, "text/plain", "This is no form of the console.\n");
            return;
        }
        var fields = fields(new String(body, UTF_8));
        var act = Long.toString(acts.incrementAndGet());
        messages.put(act, done(fields));
        var back = ours(fields.getOrDefault("back", "/"));
        redirect(exchange, back + (back.contains("?") ? '&' : '?') + "done=" + act);
    }

    private synchronized String done(Map<String, String> fields) {
        try {
            return console.act(fields);
        } catch (RuntimeException e) {
            return "It is not known whether this was done: " + e.getMessage();
        }
    }

    /** The path of a page of ours. Anything else leads to the first page. */
    private static String ours(String path) {
        var isOurs = path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
        return isOurs ? path : "/";
    }

    private static void redirect(HttpExchange exchange, String path) throws IOException {
        exchange.getResponseHeaders().set("location", path);
        exchange.sendResponseHeaders(SEE_OTHER, -1);
    }

    private static Map<String, String> fields(String encoded) {
        var fields = new HashMap<String, String>();
        for (var pair : encoded.split("&", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length == 2) {
                fields.put(
                        decoded(parts[0]),
                        LINE_BREAKS.matcher(decoded(parts[1])).replaceAll(" ").strip());
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type, text.getBytes(UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
