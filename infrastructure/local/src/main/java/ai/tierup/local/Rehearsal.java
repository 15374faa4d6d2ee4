package ai.tierup.local;

import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.seed.SeededKeys;
import ai.tierup.operator.JobJournal;
import ai.tierup.operator.MappingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Starts the service in a temporary folder, sends it requests of every API, and stops it. The build runs it to record the AOT cache with which
 * {@code scripts/start} begins.
 */
public final class Rehearsal {

    /** Enough for the JVM to compile what each request runs, so that the cache has its profiles. */
    private static final int ROUNDS = 100;

    private static final Map<String, String> BODIES = Map.of(
            "/chat/completions",
            "{\"model\":\"tier-2\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}],\"stream\":%s}",
            "/responses",
            "{\"model\":\"tier-2\",\"input\":\"Say hello.\",\"stream\":%s}",
            "/messages",
            "{\"model\":\"tier-2\",\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}],\"stream\":%s}");

    private Rehearsal() {}

    /** Reads no settings. The system property {@code tierup.home} is the repository's folder. */
    public static void main(String[] arguments) throws Exception {
        var home = Path.of(System.getProperty("tierup.home", "."));
        var mapping = MappingFile.read(home.resolve("infrastructure/tiers/mapping-2.json"));
        var variables = new Variables(Map.of("TIERUP_PORT", "0", "TIERUP_SIMULATED_TOKEN_MILLIS", "0"));
        var folder = Files.createTempDirectory("tierup-rehearsal");
        var journal = new JobJournal(System.out);
        try (var service = LocalService.start(variables, home, folder, mapping, journal)) {
            service.startJobs();
            var key = Objects.requireNonNull(service.keys().get(SeededKeys.DEMO.value()))
                    .reveal();
            sendRequests(ServiceClient.of(service.url(), key));
        } finally {
            Folders.delete(folder);
        }
        System.exit(0);
    }

    private static void sendRequests(ServiceClient client) throws IOException, InterruptedException {
        for (var round = 0; round < ROUNDS; round++) {
            for (var body : BODIES.entrySet()) {
                client.post(body.getKey(), body.getValue().formatted(round % 2 == 0));
            }
        }
        for (var path : List.of("/models", "/tiers", "/wallet", "/usage", "/account", "/keys")) {
            client.read(path);
        }
    }
}
