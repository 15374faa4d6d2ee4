package ai.tierup.simulators.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;

/** Serves the page on which a customer pays or declines. */
final class CheckoutPages implements HttpHandler {

    static final String PATH = "/pay/";

    private static final String STYLE = "style.css";

    private final StripeSimulator stripe;

    CheckoutPages(StripeSimulator stripe) {
        this.stripe = stripe;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var rest =
                    exchange.getRequestURI().getPath().substring(PATH.length()).split("/", 2);
            var session = session(rest[0]);
            if (rest[0].equals(STYLE)) {
                write(exchange, 200, "text/css", style());
            } else if (session.isEmpty()) {
                html(exchange, 404, CheckoutHtml.unknown());
            } else if (exchange.getRequestMethod().equals("POST") && rest.length > 1) {
                redirect(exchange, perform(session.get(), rest[1]));
            } else {
                var declined = "declined".equals(exchange.getRequestURI().getQuery());
                html(
                        exchange,
                        200,
                        CheckoutHtml.of(
                                session.get(), stripe.name(rest[0]), stripe.savesCard(session.get()), declined));
            }
        }
    }

    private Optional<ObjectNode> session(String id) {
        return stripe.sessions().stream()
                .filter(session -> session.path("id").asText().equals(id))
                .findFirst();
    }

    /** Performs the action and returns the next address. If it comes too late, that is the page of the session, which shows its state. */
    private String perform(ObjectNode session, String action) {
        var id = session.path("id").asText();
        return switch (action) {
            case "pay" -> stripe.pay(id).isDone() ? CheckoutHtml.successUrl(session) : PATH + id;
            case "later" -> stripe.payLater(id).isDone() ? CheckoutHtml.successUrl(session) : PATH + id;
            case "decline" -> stripe.decline(id).isDone() ? PATH + id + "?declined" : PATH + id;
            default -> PATH + id;
        };
    }

    private static String style() throws IOException {
        try (var css = CheckoutPages.class.getResourceAsStream(STYLE)) {
            if (css == null) {
                throw new IOException(STYLE + " is missing");
            }
            return new String(css.readAllBytes(), UTF_8);
        }
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("location", address);
        exchange.sendResponseHeaders(303, -1);
    }

    private static void html(HttpExchange exchange, int status, String page) throws IOException {
        var policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        exchange.getResponseHeaders().set("content-security-policy", policy);
        exchange.getResponseHeaders().set("cache-control", "no-store");
        write(exchange, status, "text/html; charset=utf-8", page);
    }

    private static void write(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
