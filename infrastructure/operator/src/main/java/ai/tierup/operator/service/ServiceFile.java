package ai.tierup.operator.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code service.json} with the addresses of a running service, by which scripts find it. The service deletes the file when
 * it stops, but not when it is killed.
 */
public record ServiceFile(Path file) implements AutoCloseable {

    public static final String NAME = "service.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The addresses of a running service.
     *
     * @param stripe address and key of the simulated Stripe; empty if the service uses another one
     */
    public record Running(URI url, URI dynamoDb, Optional<SimulatedStripe> stripe) {

        /** Environment variables that point another process at this service's stores and Stripe. */
        public Map<String, String> variables() {
            var variables = new HashMap<>(Map.of("AWS_ENDPOINT_URL", dynamoDb.toString(), "TIERUP_STAGE", "local"));
            stripe.ifPresent(simulated -> variables.putAll(
                    Map.of("TIERUP_STRIPE_URL", simulated.url().toString(), "TIERUP_STRIPE_KEY", simulated.key())));
            return variables;
        }
    }

    /**
     * A simulated Stripe.
     *
     * @param key its API key, valid only there
     */
    public record SimulatedStripe(URI url, String key) {}

    public static ServiceFile write(Path file, URI url, URI dynamoDb, Optional<SimulatedStripe> stripe)
            throws IOException {
        var json = JSON.createObjectNode();
        json.put("url", url.toString());
        json.put("dynamodb_url", dynamoDb.toString());
        stripe.ifPresent(
                simulated -> json.put("stripe_url", simulated.url().toString()).put("stripe_key", simulated.key()));
        json.put("pid", ProcessHandle.current().pid());
        Files.writeString(file, json.toPrettyString() + "\n");
        return new ServiceFile(file);
    }

    /**
     * Reads the file of a running service.
     *
     * @throws IOException if no such service is running; the message says why
     */
    public static Running find(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("there is no " + file);
        }
        var json = JSON.readTree(file.toFile());
        var pid = json.path("pid").asLong();
        if (ProcessHandle.of(pid).isEmpty()) {
            throw new IOException("process " + pid + ", which wrote " + file + ", is gone");
        }
        return new Running(
                URI.create(json.path("url").asText()),
                URI.create(json.path("dynamodb_url").asText()),
                Optional.ofNullable(json.path("stripe_url").textValue())
                        .map(stripe -> new SimulatedStripe(
                                URI.create(stripe), json.path("stripe_key").asText())));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
