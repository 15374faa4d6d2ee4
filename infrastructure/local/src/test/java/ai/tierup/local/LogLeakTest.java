package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.operator.service.ServiceFile;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
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

    /** The same questions through the other APIs, with a tool and a file that have names of the customer. */
    private static String otherRequest(Skin skin, String ending, boolean stream) {
        var request = skin.asking("tier-2", PROMPT + " " + MAIL + " " + ending, stream);
        request.put(skin == Skin.MESSAGES ? "system" : "instructions", PROMPT).set("tools", skin.tools(PROMPT));
        return request.toString();
    }

    private static String fileRequest(String data) {
        return """
                {"model": "tier-2", "messages": [{"role": "user", "content": [{"type": "text", "text": "%1$s"},
                 {"type": "file", "file": {"filename": "%1$s.pdf", "file_data": "data:%2$s"}}]}]}""".formatted(PROMPT, data);
    }

    /** What customers write into their accounts: method, path and body. */
    private static final List<List<String>> SETTINGS = List.of(
            List.of("POST", "/v1/sign-up", "{\"email\": \"" + MAIL + "\"}"),
            List.of("POST", "/v1/keys", "{\"name\": \"" + PATH + "\"}"),
            List.of("PUT", "/v1/teams/" + PATH, "{}"),
            List.of("PUT", "/v1/account/models", "{\"aliases\": {\"" + PATH + "-*\": \"tier-2\"}}"),
            List.of("PUT", "/v1/account/alerts", "{\"webhook_url\": \"https://" + PATH + ".example/hook\"}"),
            List.of("POST", "/v1/tokens/count", request("", false)),
            List.of("POST", "/v1/messages/count_tokens", otherRequest(Skin.MESSAGES, "", false)));

    /** Every operation of the contract but the deletion of the account, with names and bodies that make no sense. */
    private static List<List<String>> senselessCalls() throws IOException {
        var contract = new ObjectMapper(new YAMLFactory())
                .readTree(RunningService.HOME.resolve("docs/openapi.yaml").toFile())
                .path("paths");
        var calls = new ArrayList<List<String>>();
        for (var path : contract.properties()) {
            var target =
                    path.getKey().replaceAll("\\{\\w+}", PATH) + "?cursor=" + PATH + "&from=" + PATH + "&key=" + PATH;
            for (var method : List.of("get", "post", "put", "patch", "delete")) {
                if (path.getValue().has(method)
                        && !(method.equals("delete") && path.getKey().equals("/v1/account"))) {
                    var bodies = method.equals("get") || method.equals("delete") ? List.of("") : badBodies();
                    bodies.forEach(body -> calls.add(List.of(method.toUpperCase(Locale.ROOT), target, body)));
                }
            }
        }
        return calls;
    }

    private static List<Integer> sendAll(String url, String key, List<List<String>> calls) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var call : calls) {
            statuses.add(send(get(url, key, call.get(1))
                    .header("content-type", "application/json")
                    .method(call.getFirst(), BodyPublishers.ofString(call.getLast()))));
        }
        return statuses;
    }

    /** A visitor of the playground. */
    private static int visit(String url) throws Exception {
        var start = HttpRequest.newBuilder(URI.create(url + "/try/start")).build();
        var proof = RunningService.JSON
                .readTree(
                        RunningService.HTTP.send(start, BodyHandlers.ofString()).body())
                .path("proof");
        return send(HttpRequest.newBuilder(URI.create(url + "/try/chat"))
                .header("content-type", "application/json")
                .header("x-tierup-proof", SolvedProof.of(proof))
                .POST(BodyPublishers.ofString("""
                        {"model": "tier-2", "messages": [{"role": "user", "content": "%s %s"}]}""".formatted(PROMPT, MAIL))));
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
                for (var ending : ENDINGS) {
                    for (var stream : new boolean[] {false, true}) {
                        for (var skin : List.of(Skin.RESPONSES, Skin.MESSAGES)) {
                            var body = otherRequest(skin, ending, stream);
                            statuses.addAll(sendAll(url, key, List.of(List.of("POST", skin.path(), body))));
                        }
                    }
                }
                for (var data :
                        List.of("application/pdf;base64,JVBERi0xLjcK" + PROMPT, "text/plain;base64,cGxhbnRlZA==")) {
                    statuses.add(send(post(url, key, fileRequest(data))));
                }
                assertThat(sendAll(url, key, SETTINGS)).allMatch(status -> status < 300);
                statuses.addAll(sendAll(url, key, senselessCalls()));
                assertThat(visit(url)).isEqualTo(200);
                for (var body : badBodies()) {
                    statuses.add(send(get(url, key, "/webhooks/stripe")
                            .header("stripe-signature", "t=1,v1=" + PATH)
                            .POST(BodyPublishers.ofString(body))));
                }
                statuses.add(send(post(url, NO_KEY, request("", true))));
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
