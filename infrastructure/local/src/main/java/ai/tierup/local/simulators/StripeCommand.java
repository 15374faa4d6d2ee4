package ai.tierup.local.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.operator.OperatorCommand;
import ai.tierup.operator.service.ServiceFile;
import ai.tierup.operator.service.ServiceFolder;
import ai.tierup.simulators.stripe.SimulatorCommand;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Entry point of {@code scripts/stripe}: controls the simulated Stripe of the running service. */
public final class StripeCommand {

    private static final int HTTP_OK = 200;

    private StripeCommand() {}

    /** Exits with 0 on success, 1 if Stripe refuses the command, and 2 on wrong usage or without a service. */
    public static void main(String[] arguments) throws InterruptedException {
        var home = Path.of(System.getProperty("tierup.home", "."));
        var folder = ServiceFolder.of(new Variables(System.getenv()), home.resolve(".tierup"));
        System.exit(run(List.of(arguments), folder.path(), System.out, System.err));
    }

    static int run(List<String> arguments, Path folder, PrintStream out, PrintStream err) throws InterruptedException {
        var rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        var command = arguments.stream().findFirst().flatMap(SimulatorCommand::named);
        if (command.isEmpty() || !command.get().accepts(rest)) {
            err.println(SimulatorCommand.usage());
            return OperatorCommand.USAGE_ERROR;
        }
        try {
            var stripe = ServiceFile.find(folder.resolve(ServiceFile.NAME)).stripe();
            if (stripe.isEmpty()) {
                err.println(
                        "The service does not use the simulated Stripe. Make refunds and disputes in Stripe's dashboard.");
                return OperatorCommand.USAGE_ERROR;
            }
            return ask(stripe.get().url(), command.get(), rest, out, err);
        } catch (IOException e) {
            err.println("No service is running here: " + e.getMessage()
                    + ". Start one with scripts/start, or set TIERUP_DATA_DIR to its data folder.");
            return OperatorCommand.USAGE_ERROR;
        }
    }

    private static int ask(URI stripe, SimulatorCommand command, List<String> rest, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        var form = rest.stream()
                .map(argument -> "argument[]=" + URLEncoder.encode(argument, UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(stripe.resolve("/simulator/" + command.word()))
                .POST(BodyPublishers.ofString(form))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request, BodyHandlers.ofString());
            var json = new ObjectMapper().readTree(response.body());
            if (response.statusCode() != HTTP_OK) {
                err.println(json.path("error").path("message").asText());
                return OperatorCommand.FAILED;
            }
            json.path("data").forEach(object -> out.println(line(object)));
            return OperatorCommand.OK;
        }
    }

    private static String line(JsonNode object) {
        var values = new ArrayList<String>();
        object.forEach(value -> values.add(value.asText()));
        return String.join("  ", values);
    }
}
