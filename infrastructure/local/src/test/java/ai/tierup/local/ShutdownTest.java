package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service as {@code scripts/start} runs it, ended by signals in the middle of streams. */
@Tag("service")
class ShutdownTest {

    private static final int STREAMS = 8;

    @TempDir
    Path folder;

    private final List<ServiceProcess> started = new ArrayList<>();

    @AfterEach
    void killProcesses() {
        started.forEach(ServiceProcess::kill);
    }

    @Test
    void sigtermSettlesRunningStreamsAndEndsAllProcesses() throws Exception {
        var first = start();
        var streaming = new CountDownLatch(STREAMS);
        var bodies = IntStream.range(0, STREAMS)
                .mapToObj(stream -> CompletableFuture.supplyAsync(() -> new Client(first).streamSlowly(streaming)))
                .toList();
        streaming.await();
        var children = first.process().toHandle().children().toList();

        first.process().destroy();
        var ended = first.process().waitFor(60, TimeUnit.SECONDS);

        assertThat(ended).isTrue();
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(bodies).allSatisfy(body -> assertThat(body.join()).contains("data: {\"error\":{"));
        var second = start();
        var wallet = new Client(second).read("/v1/wallet");
        var records = new Client(second).read("/v1/usage/requests").path("data");
        assertThat(wallet.path("open_holds").asInt()).isZero();
        assertThat(wallet.path("held_usd").asText()).isEqualTo("0.000000000");
        assertThat(records).hasSize(STREAMS);
        assertThat(records)
                .allSatisfy(
                        record -> assertThat(record.path("outcome").asText()).isEqualTo("failed"));
    }

    @Test
    void killingTheServiceEndsItsDatabase() throws Exception {
        var service = start();
        var children = service.process().toHandle().children().toList();

        service.process().destroyForcibly().waitFor();

        assertThat(children).isNotEmpty();
        for (var child : children) {
            assertThat(child.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TIERUP_PORT, many, TIERUP_PORT must be a whole number from 0 to 65535",
        "AWS_ENDPOINT_URL, http://127.0.0.1:1, "
                + "AWS_ENDPOINT_URL must be the address of a DynamoDB; nothing answers at http://127.0.0.1:1",
        "TIERUP_DATA_DIR, /dev/null, TIERUP_DATA_DIR must be a writable folder; /dev/null is not"
    })
    void aBadSettingIsReportedInOneLine(String name, String value, String line) throws Exception {
        assertThat(refusalOf(command(name, value))).containsExactly(line);
    }

    @Test
    void aBrokenKeysFileIsReportedInOneLine() throws Exception {
        var keys = Files.writeString(folder.resolve("keys.json"), "{");

        assertThat(refusalOf(command("TIERUP_PORT", "0")))
                .containsExactly(
                        "TierUp did not start: " + keys + " is not JSON. Delete it, and new keys will be created.");
    }

    @Test
    void aSecondServiceInTheSameFolderIsRefused() throws Exception {
        start();

        assertThat(refusalOf(command("TIERUP_PORT", "0")))
                .containsExactly(
                        "TIERUP_DATA_DIR must be another folder, because TierUp is already running in " + folder);
    }

    private static List<String> refusalOf(ProcessBuilder command) throws IOException, InterruptedException {
        var process = command.start();
        var output = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        return output.lines().toList();
    }

    private ProcessBuilder command(String name, String value) {
        var command = ServiceProcess.command(RunningService.HOME, folder);
        command.environment().put("TIERUP_PORT", "0");
        command.environment().put(name, value);
        return command;
    }

    private ServiceProcess start() throws IOException {
        var service = ServiceProcess.start(RunningService.HOME, folder, Map.of(), line -> {});
        started.add(service);
        assertThat(Files.readString(folder.resolve("service.json")))
                .contains(service.url().toString());
        return service;
    }

    private record Client(ServiceProcess service) {

        private static final HttpClient HTTP = HttpClient.newHttpClient();

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(service.url().resolve(path))
                    .header("authorization", "Bearer " + service.demoKey());
        }

        JsonNode read(String path) throws Exception {
            return RunningService.JSON.readTree(
                    HTTP.send(request(path).build(), BodyHandlers.ofString()).body());
        }

        /** Streams an answer that would take minutes, counts down at its first line, and returns everything until the end. */
        String streamSlowly(CountDownLatch streaming) {
            var body = "{\"model\":\"tier-2\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":"
                    + "\"[[simulate:slow=200]] [[simulate:tokens=900]] hello\"}]}";
            try {
                HttpResponse<Stream<String>> answer = HTTP.send(
                        request("/v1/chat/completions")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofLines());
                var lines = answer.body().iterator();
                var all = new StringBuilder(lines.next());
                streaming.countDown();
                lines.forEachRemaining(line -> all.append(line).append('\n'));
                return all.toString();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
