package ai.tierup.local.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The simulators in a process of their own. */
@Tag("service")
class SimulatorMainTest {

    private static final String KEY = "sk_test_simulator";

    private Process process;
    private URI upstream;
    private URI stripe;

    @BeforeEach
    void start() throws IOException {
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "ai.tierup.local.simulators.SimulatorMain",
                        RunningService.HOME
                                .resolve("infrastructure/tiers/mapping-2.json")
                                .toString(),
                        KEY,
                        "whsec_simulator")
                .redirectErrorStream(true)
                .start();
        upstream = ready("upstream");
        stripe = ready("stripe");
    }

    private URI ready(String name) throws IOException {
        var ready = name + " simulator ready on ";
        var line = process.inputReader().readLine();
        assertThat(line).startsWith(ready);
        return URI.create(line.substring(ready.length()));
    }

    @AfterEach
    void killProcess() {
        process.destroyForcibly();
    }

    @Test
    void itServesTheModelsOfTheMapping() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(upstream + "/chat/completions"))
                .header("authorization", "Bearer any")
                .POST(
                        BodyPublishers.ofString(
                                "{\"model\": \"openai/gpt-6.2-sol\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}]}"));

        var answer = RunningService.HTTP.send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("You said: hello");
    }

    @Test
    void itsStripeAcceptsOnlyItsKey() throws Exception {
        var sessions = HttpRequest.newBuilder(stripe.resolve("/v1/checkout/sessions"))
                .header("stripe-version", "2026-07-29.dahlia");

        var ours = RunningService.HTTP.send(
                sessions.header("authorization", "Bearer " + KEY).build(), BodyHandlers.ofString());
        var others = RunningService.HTTP.send(
                sessions.setHeader("authorization", "Bearer sk_test_other").build(), BodyHandlers.discarding());

        assertThat(ours.statusCode()).isEqualTo(200);
        assertThat(RunningService.JSON.readTree(ours.body()).path("data")).isEmpty();
        assertThat(others.statusCode()).isEqualTo(401);
    }

    @Test
    void itEndsWhenItsStandardInputEnds() throws Exception {
        process.getOutputStream().close();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
