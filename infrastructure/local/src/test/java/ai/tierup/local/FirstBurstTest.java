package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first requests of a service that has just started, two hundred at once. */
@Tag("service")
class FirstBurstTest {

    private static final int CLIENTS = 200;
    private static final String BODY = """
            {"model": "tier-2", "max_tokens": 50, "messages": [{"role": "user", "content": "[[simulate:tokens=20]] hello"}]}""";

    @TempDir
    Path folder;

    @Test
    void allOfTheFirstTwoHundredRequestsAreAnswered() throws Exception {
        var patient = Map.of("TIERUP_UPSTREAM_CONNECT_TIMEOUT_SECONDS", "30");
        var service = ServiceProcess.start(RunningService.HOME, folder, patient, line -> {});
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var keys = loadKeys();
            var calls = new ArrayList<Callable<HttpResponse<String>>>();
            for (var client = 0; client < CLIENTS; client++) {
                var api = ServiceClient.of(service.url(), keys.get(client % keys.size()));
                calls.add(() -> api.chat(BODY, BodyHandlers.ofString()));
            }

            var answers = threads.invokeAll(calls);

            assertThat(answers)
                    .hasSize(CLIENTS)
                    .allSatisfy(answer -> assertThat(answer.resultNow().statusCode())
                            .as(answer.resultNow().body())
                            .isEqualTo(200));
        } finally {
            service.kill();
        }
    }

    private List<String> loadKeys() throws Exception {
        var keys = new TreeMap<>(RunningService.JSON.readValue(
                folder.resolve("keys.json").toFile(), new TypeReference<Map<String, String>>() {}));
        keys.remove("demo");
        return List.copyOf(keys.values());
    }
}
