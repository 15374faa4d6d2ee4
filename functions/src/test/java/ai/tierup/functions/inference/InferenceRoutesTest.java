package ai.tierup.functions.inference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.functions.support.gateway.FakeLambdaContext;
import ai.tierup.functions.support.gateway.IsolatedService;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose path has no route of its own. Without a key, an endpoint answers 401 before it needs a store. */
class InferenceRoutesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final IsolatedService service = new IsolatedService();

    @AfterEach
    void stop() {
        service.close();
    }

    private record Answer(JsonNode head, String body) {

        int status() {
            return head.path("statusCode").asInt();
        }

        String header(String name) {
            return head.path("headers").path(name).asText();
        }
    }

    private Answer send(String method, String path) throws IOException {
        var event = JSON.createObjectNode();
        event.put("resource", "/{proxy+}").put("httpMethod", method).put("path", "/" + path);
        event.putObject("pathParameters").put("proxy", path);
        event.put("body", "{}");
        var output = new ByteArrayOutputStream();
        new InferenceHandler(service.context())
                .handleRequest(
                        new ByteArrayInputStream(JSON.writeValueAsBytes(event)), output, FakeLambdaContext.of(60_000));
        var parts = output.toString(UTF_8).split("\0".repeat(8), 2);
        return new Answer(JSON.readTree(parts[0]), parts[1]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"chat/completions", "v1//chat/completions", "v1/v1/chat/completions", "v1/chat/completions/"})
    void chatIsUnderstoodWithAWrongBaseUrl(String path) throws IOException {
        assertThat(send("POST", path).status()).isEqualTo(401);
        assertThat(send("GET", path).status()).isEqualTo(405);
        assertThat(send("GET", path).header("allow")).isEqualTo("OPTIONS, POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "models/tier-1", "v1//models", "v1/v1/models", "v1//models//tier-1/"})
    void modelsAreUnderstoodWithAWrongBaseUrl(String path) throws IOException {
        assertThat(send("GET", path).status()).isEqualTo(401);
        assertThat(send("HEAD", path).body()).isEmpty();
        assertThat(send("POST", path).header("allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void anyOtherPathIsUnknownAndNamesThoseThatExist() throws IOException {
        for (var path : new String[] {"v1/nothing", "wp-login.php", "v1//wallet", "v1/embeddings"}) {
            var answer = send("GET", path);

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body())
                    .contains("/v1/chat/completions, /v1/responses, /v1/messages, /v1/messages/count_tokens,"
                            + " /v1/tokens/count, /v1/models,");
            assertThat(answer.header("x-request-id")).startsWith("req_");
        }
        assertThat(service.log()).hasSize(4).allMatch(line -> line.contains("\"route\":\"ANY /{proxy+}\""));
    }

    @Test
    void everyAnswerHasTheHeadersOfTheApi() throws IOException {
        for (var method : new String[] {"OPTIONS", "GET", "POST"}) {
            for (var path : new String[] {"chat/completions", "models", "v1/nothing"}) {
                var answer = send(method, path);

                assertThat(answer.header("access-control-allow-origin")).isEqualTo("*");
                assertThat(answer.header("access-control-expose-headers")).contains("x-request-id");
                assertThat(answer.header("cache-control")).isEqualTo("no-store");
                assertThat(answer.header("strict-transport-security")).isEqualTo("max-age=31536000");
            }
        }
        assertThat(send("OPTIONS", "chat/completions").status()).isEqualTo(204);
    }
}
