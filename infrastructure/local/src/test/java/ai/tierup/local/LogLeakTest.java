package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.operator.service.ServiceFile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run with every kind of failure, after which the output of the process must have no content of customers or models. */
@Tag("service")
class LogLeakTest {

    private static final String PROMPT = "plantedprompt";
    private static final String ANSWER = "plantedanswer";
    private static final String END_USER = "plantedenduser";
    private static final String MAIL = "planted.mail@example.org";
    private static final String OUR_KEY = "plantedupstreamkey";
    private static final String NO_KEY = "tu-plantedguess";
    private static final String IDEMPOTENCY_KEY = "plantedidempotencykey";
    private static final String PATH = "plantedpath";

    private static final List<String> ENDINGS = List.of(
            "",
            "please fail with 400",
            "please fail with 401",
            "please fail with 402",
            "please fail with 404",
            "please fail with 429",
            "please fail with 500",
            "please talk rubbish",
            "please break off");

    @TempDir
    Path folder;

    private Process start(String upstream, Path log) throws IOException {
        var command = ServiceProcess.command(RunningService.HOME, folder);
        command.command().removeLast();
        command.command().addAll(List.of(LoggedService.class.getName(), folder.toString()));
        command.environment()
                .putAll(Map.of(
                        "TIERUP_PORT", "0",
                        "TIERUP_UPSTREAM_URL", upstream,
                        "TIERUP_UPSTREAM_KEY", OUR_KEY,
                        "TIERUP_UPSTREAM_MODEL", "model",
                        "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
        return command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    /** Waits until the service has written its file, and returns its URL. */
    private String url(Process process) throws IOException, InterruptedException {
        var file = folder.resolve(ServiceFile.NAME);
        while (!Files.exists(file) || !Files.readString(file).endsWith("}\n")) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS))
                    .as("the service has ended")
                    .isFalse();
        }
        return RunningService.JSON.readTree(file.toFile()).path("url").asText();
    }

    private static String request(String ending, boolean stream) {
        return """
                {"model": "tier-2", "stream": %s, "user": "%s", "metadata": {"mail": "%s"},
                 "tools": [{"type": "function", "function": {"name": "f", "description": "%s"}}],
                 "messages": [{"role": "user", "content": "%s %s %s"}]}""".formatted(stream, END_USER, MAIL, PROMPT, PROMPT, MAIL, ending);
    }

    private static List<String> badBodies() {
        return List.of(
                "{\"" + PROMPT,
                "\"" + PROMPT + "\"",
                "{\"model\": \"" + PROMPT + "\", \"messages\": []}",
                "{\"" + PROMPT + "\": 1, \"" + PROMPT + "\": 2}",
                "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"" + PROMPT + "\", \"content\": \"" + MAIL
                        + "\"}]}",
                "{\"model\": \"tier-2\", \"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"" + PROMPT
                        + "\"}]}]}");
    }

    private static int send(HttpRequest.Builder request) throws Exception {
        return RunningService.HTTP
                .send(request.build(), BodyHandlers.ofString())
                .statusCode();
    }

    private static HttpRequest.Builder post(String url, String key, String body) {
        return HttpRequest.newBuilder(URI.create(url + "/v1/chat/completions"))
                .header("authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder get(String url, String key, String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("authorization", "Bearer " + key);
    }

    @Test
    void logsHaveNoContentOfCustomersOrModels() throws Exception {
        var log = folder.resolve("log");
        var statuses = new ArrayList<Integer>();
        String key;
        try (var upstream = EchoingUpstream.start(ANSWER)) {
            var process = start(upstream.url(), log);
            try {
                var url = url(process);
                key = RunningService.JSON
                        .readTree(folder.resolve("keys.json").toFile())
                        .path("demo")
                        .asText();
                for (var ending : ENDINGS) {
                    for (var stream : new boolean[] {false, true}) {
                        statuses.add(send(post(url, key, request(ending, stream))
                                .header("Idempotency-Key", IDEMPOTENCY_KEY + statuses.size())));
                    }
                }
                for (var body : badBodies()) {
                    statuses.add(send(post(url, key, body)));
                    statuses.add(send(get(url, key, "/v1/wallet/daily-limit").PUT(BodyPublishers.ofString(body))));
                    statuses.add(send(get(url, key, "/v1/wallet/top-ups").POST(BodyPublishers.ofString(body))));
                    statuses.add(send(get(url, key, "/webhooks/stripe")
                            .header("stripe-signature", "t=1,v1=" + PATH)
                            .POST(BodyPublishers.ofString(body))));
                }
                statuses.add(send(post(url, NO_KEY, request("", true))));
                statuses.add(send(get(url, key, "/v1/models/" + PATH)));
                statuses.add(send(get(url, key, "/v1/usage/requests/" + PATH)));
                statuses.add(send(get(url, key, "/v1/usage?from=" + PATH)));
                statuses.add(send(get(url, key, "/v1/wallet/top-ups/" + PATH)));
                statuses.add(send(get(url, key, "/v1/wallet/entries?cursor=" + PATH)));
                statuses.add(send(get(url, key, "/top-ups/done?session_id=" + PATH)));
                statuses.add(send(get(url, key, "/" + PATH)));
            } finally {
                process.getOutputStream().close();
                process.waitFor();
            }
        }

        var output = Files.readString(log, UTF_8);
        assertThat(statuses).contains(200, 400, 401, 404, 503);
        assertThat(output)
                .contains("\"event\":\"chat_ended\"")
                .contains("\"event\":\"answered\",\"stage\":\"test\"")
                .contains("\"route\":\"GET /v1/models/{id}\"")
                .contains("UPSTREAM_REFUSED_US");
        assertThat(output.toLowerCase(Locale.ROOT))
                .doesNotContain("planted")
                .doesNotContain(key.toLowerCase(Locale.ROOT));
    }
}
