package ai.tierup.simulators.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The simulated aggregator, on 127.0.0.1. */
public final class UpstreamSimulator implements AutoCloseable {

    private static final String PATH = "/api/v1/chat/completions";
    private static final String MODELS = "/api/v1/models";
    private static final String HOSTS_OF_A_MODEL = "/endpoints";
    private static final String HOSTS_THAT_KEEP_NOTHING = "/api/v1/endpoints/zdr";
    private static final int MODELS_PER_PAGE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SimulatorSettings settings;
    private final HttpServer server;
    private final ModelCatalogue models;
    private final InputReader inputs;
    private final AnswerBook book;
    private final Identifiers ids;
    private final RequestLog log = new RequestLog();
    private final HostChoice hosts = new HostChoice();
    private final PromptCaches caches = new PromptCaches();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private UpstreamSimulator(SimulatorSettings settings, HttpServer server) {
        this.settings = settings;
        this.server = server;
        this.models = new ModelCatalogue(settings.moreModels());
        this.inputs = new InputReader(models);
        this.book = new AnswerBook(settings.answers());
        this.ids = new Identifiers(settings.seed());
    }

    /** @throws IOException if the port is taken */
    public static UpstreamSimulator start(SimulatorSettings settings) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()), 1024);
        var simulator = new UpstreamSimulator(settings, server);
        server.setExecutor(simulator.threads);
        server.createContext(PATH, simulator::handle);
        server.createContext(MODELS, simulator::listModels);
        server.createContext(HOSTS_THAT_KEEP_NOTHING, simulator::listHosts);
        server.start();
        return simulator;
    }

    /** The base URL, to which {@code /chat/completions} is appended. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
    }

    /** The newest requests, oldest first. */
    public List<RecordedRequest> requests() {
        return log.newest();
    }

    public long callCount() {
        return log.calls();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws ConnectionCut {
        try {
            var bytes = exchange.getRequestBody().readAllBytes();
            var body = parse(bytes);
            log.add(
                    new RecordedRequest(exchange.getRequestMethod(), PATH, exchange.getRequestHeaders(), body),
                    bytes.length);
            var created = settings.clock().instant().getEpochSecond();
            var generationId = ids.generation(created);
            exchange.getResponseHeaders().set("x-generation-id", generationId);
            exchange.getResponseHeaders().set("cf-ray", ids.cloudflareRay());
            exchange.getResponseHeaders().set("server", "cloudflare");
            var authorization = exchange.getRequestHeaders().getFirst("authorization");
            if (!isAccepted(authorization)) {
                refuse(exchange, Refusal.byAggregator(401, "authentication", "User not found."));
                exchange.close();
                return;
            }
            switch (inputs.read(body)) {
                case Refusal refusal -> refuse(exchange, refusal);
                case ChatInput input -> answer(exchange, input, generationId, created);
            }
            exchange.close();
        } catch (ConnectionCut cut) {
            throw cut;
        } catch (IOException e) {
            // The client is gone.
            exchange.close();
        }
    }

    private void listModels(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.startsWith(MODELS + "/") && path.endsWith(HOSTS_OF_A_MODEL)) {
            listHosts(exchange, path.substring(MODELS.length() + 1, path.length() - HOSTS_OF_A_MODEL.length()));
            return;
        }
        var json = catalogue().models(number(exchange, "offset", 0), number(exchange, "limit", MODELS_PER_PAGE));
        write(exchange, 200, "application/json", json.toString());
        exchange.close();
    }

    private void listHosts(HttpExchange exchange, String slug) throws IOException {
        var hosts = catalogue().hosts(slug);
        write(
                exchange,
                hosts.isPresent() ? 200 : 404,
                "application/json",
                hosts.map(ObjectNode::toString)
                        .orElse("{\"error\":{\"code\":404,\"message\":\"Resource not found\"}}"));
        exchange.close();
    }

    private void listHosts(HttpExchange exchange) throws IOException {
        write(
                exchange,
                200,
                "application/json",
                catalogue().hostsThatKeepNothing().toString());
        exchange.close();
    }

    private CatalogueJson catalogue() {
        return new CatalogueJson(models, LocalDate.ofInstant(settings.clock().instant(), ZoneOffset.UTC));
    }

    private static int number(HttpExchange exchange, String name, int fallback) {
        var query = exchange.getRequestURI().getQuery();
        for (var pair : query == null ? new String[0] : query.split("&", -1)) {
            if (pair.matches(name + "=[0-9]{1,6}")) {
                return Integer.parseInt(pair.substring(name.length() + 1));
            }
        }
        return fallback;
    }

    private boolean isAccepted(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return false;
        }
        return settings.key().isEmpty()
                || authorization.equals("Bearer " + settings.key().get());
    }

    private void answer(HttpExchange exchange, ChatInput input, String generationId, long created) throws IOException {
        var requested = RequestedError.in(input.words(), input);
        if (requested.isPresent()) {
            refuse(exchange, requested.get());
            return;
        }
        if (book.fails(input)) {
            refuse(exchange, RequestedError.of(502, "provider_unavailable", input));
            return;
        }
        if (input.words().has(ControlWord.RESET)) {
            throw new ConnectionCut();
        }
        if (input.words().has(ControlWord.HANG)) {
            LockSupport.parkNanos(StreamWriter.HANG_DURATION.toNanos());
            throw new ConnectionCut();
        }
        if (input.words().has(ControlWord.GARBAGE)) {
            write(
                    exchange,
                    200,
                    "text/html",
                    "<html><title>502</title>" + input.model().provider() + "</html>");
            return;
        }
        var answer = book.answer(input)
                .map(given -> SimulatedAnswer.given(given, input, ids))
                .orElseGet(() -> SimulatedAnswer.to(input, ids));
        var json = new AnswerJson(input, cached(input), answer, generationId, created);
        if (input.words().has(ControlWord.ERROR_IN_200)) {
            var error = RequestedError.of(502, "provider_unavailable", input).body();
            write(exchange, 200, "application/json", error.toString());
        } else if (input.words().has(ControlWord.TRUNCATED_JSON)) {
            var whole = json.whole().toString();
            write(exchange, 200, "application/json", whole.substring(0, whole.length() / 2));
        } else if (input.stream()) {
            new StreamWriter(input, answer, json, settings.firstTokenDelay(), settings.perToken()).write(exchange);
        } else {
            var tokens = Math.max(1, answer.tokens().size());
            LockSupport.parkNanos(settings.firstTokenDelay()
                    .plus(settings.perToken().multipliedBy(tokens))
                    .toNanos());
            write(exchange, 200, "application/json", json.whole().toString());
        }
    }

    private CacheUse cached(ChatInput input) {
        var now = settings.clock().instant();
        var host = hosts.host(input, now);
        var use = caches.use(input.model().slug(), host, input.blocks(), now);
        hosts.served(input, host, use, now);
        return use;
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        refusal.retryAfterSeconds()
                .ifPresent(seconds -> exchange.getResponseHeaders().set("retry-after", Integer.toString(seconds)));
        write(exchange, refusal.status(), "application/json", refusal.body().toString());
    }

    private static void write(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
