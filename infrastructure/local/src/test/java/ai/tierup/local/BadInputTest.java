package ai.tierup.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid requests. Each is refused with an error from the catalogue, without a 500, a charge or a call upstream. */
@Tag("service")
@ExtendWith(RunningService.class)
class BadInputTest {

    private static final String ACCOUNT = "load-01";
    private static final String HI = "[{\"role\":\"user\",\"content\":\"hi\"}]";

    private static Arguments refused(String name, String body, int status, String code, @Nullable String param) {
        return Arguments.of(name, body.getBytes(UTF_8), status, code, param);
    }

    private static Arguments notUtf8(String latin1) {
        return Arguments.of("invalid UTF-8", latin1.getBytes(ISO_8859_1), 400, "invalid_json", null);
    }

    private static Arguments field(String field, String value, String code) {
        var body = "{\"model\":\"tier-2\",\"messages\":" + HI + ",\"" + field + "\":" + value + "}";
        return refused(field + " = " + value, body, 400, code, field);
    }

    private static String messages(String messages) {
        return "{\"model\":\"tier-2\",\"messages\":" + messages + "}";
    }

    private static String image(String url) {
        return messages(
                "[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "\"}}]}]");
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                refused("no body", "", 400, "invalid_json", null),
                refused("not JSON", "{\"model\":", 400, "invalid_json", null),
                refused("an array", "[]", 400, "invalid_json", null),
                refused("text after the object", messages(HI) + "{}", 400, "invalid_json", null),
                refused(
                        "a duplicate key",
                        "{\"model\":\"tier-2\",\"model\":\"tier-3\",\"messages\":" + HI + "}",
                        400,
                        "invalid_json",
                        null),
                refused("nesting", messages("[".repeat(70) + "]".repeat(70)), 400, "invalid_json", null),
                notUtf8(messages("[{\"role\":\"user\",\"content\":\"\u00ff\u00fe\"}]")),
                refused(
                        "a raw NUL",
                        messages("[{\"role\":\"user\",\"content\":\"a\u0000b\"}]"),
                        400,
                        "invalid_json",
                        null),
                refused(
                        "an escaped NUL",
                        messages("[{\"role\":\"user\",\"content\":\"a\\u0000b\"}]"),
                        400,
                        "invalid_value",
                        "messages[0].content"),
                refused(
                        "a lone surrogate",
                        messages("[{\"role\":\"user\",\"content\":\"a\\ud800b\"}]"),
                        400,
                        "invalid_value",
                        "messages[0].content"),
                refused(
                        "an escaped NUL in a tool's schema",
                        "{\"model\":\"tier-2\",\"messages\":" + HI + ",\"tools\":[{\"type\":\"function\",\"function\":"
                                + "{\"name\":\"f\",\"parameters\":{\"enum\":[{\"a\":\"\\u0000\"}]}}}]}",
                        400,
                        "invalid_value",
                        "tools[0].function.parameters"),
                refused(
                        "an empty array of parts",
                        messages("[{\"role\":\"user\",\"content\":[]}]"),
                        400,
                        "invalid_value",
                        "messages[0].content"),
                refused(
                        "spaced digits above the context",
                        messages("[{\"role\":\"user\",\"content\":\"" + "7 ".repeat(310_000) + "\"}]"),
                        400,
                        "context_length_exceeded",
                        "messages"),
                refused("no model", "{\"messages\":" + HI + "}", 400, "missing_field", "model"),
                refused("no messages", "{\"model\":\"tier-2\"}", 400, "missing_field", "messages"),
                refused("an empty array of messages", messages("[]"), 400, "invalid_value", "messages"),
                refused(
                        "an unknown tier",
                        "{\"model\":\"gpt-5.4\",\"messages\":" + HI + "}",
                        404,
                        "model_not_found",
                        "model"),
                refused("a number as model", "{\"model\":7,\"messages\":" + HI + "}", 400, "invalid_value", "model"),
                field("max_tokens", "-1", "invalid_value"),
                field("max_tokens", "1e400", "invalid_value"),
                field("max_tokens", "2147483648", "invalid_value"),
                field("max_tokens", "\"7\"", "invalid_value"),
                field("temperature", "2.1", "invalid_value"),
                field("temperature", "\"hot\"", "invalid_value"),
                field("top_p", "-0.1", "invalid_value"),
                field("presence_penalty", "3", "invalid_value"),
                field("frequency_penalty", "[]", "invalid_value"),
                field("stop", "[\"a\",\"b\",\"c\",\"d\",\"e\"]", "invalid_value"),
                field("seed", "1.5", "invalid_value"),
                field("stream", "\"yes\"", "invalid_value"),
                field("n", "2", "unsupported_parameter"),
                field("logprobs", "true", "unsupported_parameter"),
                field("logit_bias", "{\"50256\":-100}", "unsupported_parameter"),
                field("provider", "{\"order\":[\"x\"]}", "unsupported_parameter"),
                field("models", "[\"a/b\"]", "unsupported_parameter"),
                field("plugins", "[{\"id\":\"web\"}]", "unsupported_parameter"),
                field("functions", "[{\"name\":\"f\"}]", "unsupported_parameter"),
                field("tools", "\"x\"", "invalid_value"),
                field("response_format", "\"json\"", "invalid_value"),
                refused(
                        "an unknown role",
                        messages("[{\"role\":\"robot\",\"content\":\"x\"}]"),
                        400,
                        "invalid_value",
                        "messages[0].role"),
                refused(
                        "a number as content",
                        messages("[{\"role\":\"user\",\"content\":7}]"),
                        400,
                        "invalid_value",
                        "messages[0].content"),
                refused(
                        "a result without its call",
                        messages("[{\"role\":\"tool\",\"tool_call_id\":\"call_x\",\"content\":\"x\"}]"),
                        400,
                        "invalid_value",
                        "messages[0].tool_call_id"),
                refused(
                        "an image on the web without https",
                        image("http://example.com/a.png"),
                        400,
                        "invalid_value",
                        "messages[0].content[0].image_url.url"),
                refused(
                        "an image in a private network",
                        image("https://169.254.169.254/latest/meta-data"),
                        400,
                        "invalid_value",
                        "messages[0].content[0].image_url.url"),
                refused(
                        "a broken image",
                        image("data:image/png;base64,AAAA"),
                        400,
                        "invalid_value",
                        "messages[0].content[0].image_url.url"),
                refused(
                        "bad base 64",
                        image("data:image/png;base64,iVBORw0KGgo*"),
                        400,
                        "invalid_value",
                        "messages[0].content[0].image_url.url"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void aBadBodyIsRefusedWithAnErrorFromTheCatalogue(
            String name, byte[] body, int status, String code, @Nullable String param, Api api) throws Exception {
        var calls = api.simulator().callCount();

        var answer = api.send(api.request(ACCOUNT, "/v1/chat/completions").POST(BodyPublishers.ofByteArray(body)));

        var error = errorOf(answer);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(error.path("code").asText()).as(answer.body()).isEqualTo(code);
        assertThat(error.path("param").isNull() ? null : error.path("param").asText())
                .isEqualTo(param);
        assertThat(error.path("message").asText()).isNotBlank();
        assertThat(answer.headers().firstValue("x-request-id").orElseThrow()).matches("req_[0-9a-z]{16}");
        assertThat(api.simulator().callCount()).isEqualTo(calls);
        assertThat(walletVersion(api)).isEqualTo(1);
    }

    private static long walletVersion(Api api) {
        return api.service
                .bean(WalletLedger.class)
                .find(new AccountId(ACCOUNT))
                .orElseThrow()
                .version();
    }

    private static JsonNode errorOf(HttpResponse<String> answer) throws Exception {
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        var json = RunningService.JSON.readTree(answer.body());
        assertThat(json.fieldNames()).toIterable().containsExactly("error");
        assertThat(json.path("error").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("message", "type", "param", "code");
        return json.path("error");
    }

    @Test
    void aBodyOverFourMebibytesIsTooLarge(Api api) throws Exception {
        var answer = api.chat(ACCOUNT, messages("[{\"role\":\"user\",\"content\":\"" + "x".repeat(4 << 20) + "\"}]"));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(errorOf(answer).path("code").asText()).isEqualTo("request_too_large");
    }

    @Test
    void aBodyOverTheLimitOfApiGatewayIsTooLarge(Api api) throws Exception {
        assertThat(api.chat(ACCOUNT, "x".repeat(11 << 20)).statusCode()).isEqualTo(413);
    }

    @Test
    void aMediaTypeOtherThanJsonIsUnsupported(Api api) throws Exception {
        var answer = api.send(api.request(ACCOUNT, "/v1/chat/completions")
                .header("content-type", "text/plain")
                .POST(BodyPublishers.ofString(messages(HI))));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    private static HttpRequest.Builder withIdempotencyKeys(Api api, String... keys) {
        var request = api.request(ACCOUNT, "/v1/chat/completions").POST(BodyPublishers.ofString(messages(HI)));
        for (var key : keys) {
            request.header("Idempotency-Key", key);
        }
        return request;
    }

    private static void assertIdempotencyKeyIsRefused(Api api, HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(errorOf(answer).path("code").asText()).isEqualTo("invalid_value");
        assertThat(errorOf(answer).path("param").asText()).isEqualTo("Idempotency-Key");
        assertThat(walletVersion(api)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aBlankIdempotencyKeyIsRefused(String key, Api api) throws Exception {
        assertIdempotencyKeyIsRefused(api, api.send(withIdempotencyKeys(api, key)));
    }

    @Test
    void aLongOrRepeatedIdempotencyKeyIsRefused(Api api) throws Exception {
        assertIdempotencyKeyIsRefused(api, api.send(withIdempotencyKeys(api, "k".repeat(256))));
        assertIdempotencyKeyIsRefused(api, api.send(withIdempotencyKeys(api, "k".repeat(100_000))));
        assertIdempotencyKeyIsRefused(api, api.send(withIdempotencyKeys(api, "k", "k")));
        assertIdempotencyKeyIsRefused(api, api.send(withIdempotencyKeys(api, "k", "")));
    }

    @Test
    void aBadBodyIsReportedBeforeABadIdempotencyKey(Api api) throws Exception {
        var answer = api.send(api.request(ACCOUNT, "/v1/chat/completions")
                .header("Idempotency-Key", "")
                .POST(BodyPublishers.ofString("{}")));

        assertThat(errorOf(answer).path("code").asText()).isEqualTo("missing_field");
    }

    @Test
    void aWrongOrMissingApiKeyIsUnauthorized(Api api) throws Exception {
        for (var key : new String[] {"", "Bearer", "Bearer tu-short", "Basic abc", "Bearer tu-" + "A".repeat(38)}) {
            var answer = api.send(HttpRequest.newBuilder(URI.create(api.url("/v1/chat/completions")))
                    .header("authorization", key)
                    .POST(BodyPublishers.ofString(messages(HI))));

            assertThat(answer.statusCode()).as(key).isEqualTo(401);
            assertThat(errorOf(answer).path("code").asText()).isEqualTo("invalid_api_key");
        }
    }

    @Test
    void unknownPathsAndMethodsHaveErrorsOfTheirOwn(Api api) throws Exception {
        var path = api.get(ACCOUNT, "/v1/nothing");
        var method = api.get(ACCOUNT, "/v1/chat/completions");

        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(errorOf(path).path("code").asText()).isEqualTo("not_found");
        assertThat(errorOf(path).path("message").asText()).contains("/v1/chat/completions");
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(errorOf(method).path("code").asText()).isEqualTo("method_not_allowed");
        assertThat(method.headers().firstValue("allow")).contains("OPTIONS, POST");
    }
}
