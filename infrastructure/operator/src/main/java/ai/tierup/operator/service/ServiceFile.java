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

    /** The simulated provider of models accepts any. */
    private static final String ANY_KEY = "simulated";

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * The addresses of a running service.
     *
     * @param models address of the simulated provider of models; empty if the service uses another one
     * @param stripe address and key of the simulated Stripe; empty if the service uses another one
     */
    public record Running(URI url, URI dynamoDb, Optional<URI> models, Optional<SimulatedStripe> stripe) {

        /** Environment variables that point another process at this service's stores, models and Stripe. */
        public Map<String, String> variables() {
            var variables = new HashMap<>(Map.of("AWS_ENDPOINT_URL", dynamoDb.toString(), "TIERUP_STAGE", "local"));
            models.ifPresent(simulated -> variables.putAll(
                    Map.of("TIERUP_UPSTREAM_URL", simulated.toString(), "TIERUP_UPSTREAM_KEY", ANY_KEY)));
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

    public static ServiceFile write(Path file, Running running) throws IOException {
        var json = JSON.createObjectNode();
        json.put("url", running.url().toString());
        json.put("dynamodb_url", running.dynamoDb().toString());
        running.models().ifPresent(simulated -> json.put("models_url", simulated.toString()));
        running.stripe()
                .ifPresent(simulated ->
                        json.put("stripe_url", simulated.url().toString()).put("stripe_key", simulated.key()));
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
                Optional.ofNullable(json.path("models_url").textValue()).map(URI::create),
                Optional.ofNullable(json.path("stripe_url").textValue())
                        .map(stripe -> new SimulatedStripe(
                                URI.create(stripe), json.path("stripe_key").asText())));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
