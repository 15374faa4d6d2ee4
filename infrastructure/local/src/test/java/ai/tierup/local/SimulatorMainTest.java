package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulated upstream as a process of its own. */
class SimulatorMainTest {

    private static final String READY = "upstream simulator ready on ";

    private Process process;
    private URI url;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "ai.tierup.local.SimulatorMain",
                        RunningService.HOME
                                .resolve("infrastructure/tiers/mapping-1.json")
                                .toString())
                .redirectErrorStream(true)
                .start();
        var line = process.inputReader().readLine();
        assertThat(line).startsWith(READY);
        url = URI.create(line.substring(READY.length()) + "/chat/completions");
    }

    @AfterEach
    void leaveNothingRunning() {
        process.destroyForcibly();
    }

    @Test
    void itServesTheMappingsModels() throws Exception {
        var request = HttpRequest.newBuilder(url)
                .header("authorization", "Bearer any")
                .POST(
                        BodyPublishers.ofString(
                                "{\"model\": \"openai/gpt-5.4\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}"));

        var answer = RunningService.HTTP.send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("You said: hello");
    }

    @Test
    void itEndsWithItsStandardInput() throws Exception {
        process.getOutputStream().close();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
