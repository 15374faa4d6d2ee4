package ai.tierup.simulators.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Serves Stripe's API over HTTP, with the configured faults. */
final class ApiEndpoint implements HttpHandler {

    private final StripeApi api;
    private final Faults faults;
    private final Supplier<String> requestIds;

    ApiEndpoint(StripeApi api, Faults faults, Supplier<String> requestIds) {
        this.api = api;
        this.faults = faults;
        this.requestIds = requestIds;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var fault = faults.next(path);
        var answer =
                fault.filter(Fault::preventsAction).map(ApiEndpoint::refused).orElse(null);
        if (answer == null) {
            answer = answer(exchange, path);
        }
        exchange.getResponseHeaders().set("request-id", requestIds.get());
        exchange.getResponseHeaders().set("stripe-version", StripeApi.VERSION);
        var body = answer.json().toPrettyString() + "\n";
        if (fault.equals(Optional.of(Fault.SLOW))) {
            try {
                faults.hold();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (fault.equals(Optional.of(Fault.RUBBISH))) {
            body = "<html><body>It works!</body></html>";
        }
        write(exchange, answer.status(), body.getBytes(UTF_8), fault.equals(Optional.of(Fault.CUT)));
    }

    private static StripeAnswer refused(Fault fault) {
        return fault == Fault.RATE_LIMIT
                ? StripeAnswer.refused(429, "invalid_request_error", "Too many requests hit the API too quickly.")
                : StripeAnswer.refused(500, "api_error", "An unknown error occurred.");
    }

    private StripeAnswer answer(HttpExchange exchange, String path) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var isPost = exchange.getRequestMethod().equals("POST");
        try {
            return api.answer(new StripeApi.Request(
                    exchange.getRequestMethod(),
                    path,
                    Optional.ofNullable(headers.getFirst("authorization")),
                    Optional.ofNullable(headers.getFirst("stripe-version")),
                    Optional.ofNullable(headers.getFirst("idempotency-key")),
                    Parameters.parse(isPost ? body : exchange.getRequestURI().getRawQuery())));
        } catch (IllegalArgumentException e) {
            return StripeAnswer.invalid("Invalid form encoding.");
        }
    }

    private static void write(HttpExchange exchange, int status, byte[] body, boolean cut) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        if (cut) {
            exchange.getResponseBody().write(body, 0, body.length / 2);
            exchange.getResponseBody().flush();
            // The exception makes the server close the connection.
            throw new IOException("cut");
        }
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
