package ai.tierup.simulators.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;

/** Serves the commands, such as {@code POST /simulator/refund} with a form of {@code argument}s. */
final class ControlEndpoint implements HttpHandler {

    static final String PATH = "/simulator/";

    private final StripeSimulator stripe;

    ControlEndpoint(StripeSimulator stripe) {
        this.stripe = stripe;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var answer = answer(exchange, form);
            var bytes = (answer.json().toPrettyString() + "\n").getBytes(UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private StripeAnswer answer(HttpExchange exchange, String form) {
        if (exchange.getRequestHeaders().containsKey("origin")) {
            // Otherwise, a page of another site could send commands from the browser.
            return StripeAnswer.refused(403, "invalid_request_error", "Commands are not accepted from web pages.");
        }
        var name = exchange.getRequestURI().getPath().substring(PATH.length());
        if (!exchange.getRequestMethod().equals("POST")) {
            return StripeAnswer.invalid("Commands are sent by POST.");
        }
        List<String> arguments;
        try {
            arguments = Parameters.parse(form).list("argument");
        } catch (IllegalArgumentException e) {
            return StripeAnswer.invalid("Invalid form encoding.");
        }
        return SimulatorCommand.named(name)
                .filter(command -> command.accepts(arguments))
                .map(command -> command.run(stripe, arguments))
                .orElseGet(() -> StripeAnswer.invalid(SimulatorCommand.usage()));
    }
}
