package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayEventReaderTest {

    private static GatewayRequest read(String event) throws IOException {
        return GatewayEventReader.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
    }

    @Test
    void theRelevantFieldsOfAnEventAreRead() throws IOException {
        var request = read("""
                {"resource": "/v1/x/{id}", "path": "/v1/x/7", "httpMethod": "POST", "headers": {"Content-Type": "a/b", "X-B": null},
                 "multiValueHeaders": {"Content-Type": ["a/b"]}, "queryStringParameters": {"q": "1"}, "pathParameters": {"id": "7"},
                 "requestContext": {"identity": {"sourceIp": "127.0.0.1"}, "deep": [[{}]]}, "body": "{\\"text\\":\\"é😀\\"}",
                 "isBase64Encoded": false}""");

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/x/7");
        assertThat(request.header("content-type")).contains("a/b");
        assertThat(request.parameter("q")).contains("1");
        assertThat(request.pathParameters()).isEqualTo(Map.of("id", "7"));
        assertThat(new String(request.body(), UTF_8)).isEqualTo("{\"text\":\"é😀\"}");
    }

    @Test
    void missingFieldsAreEmpty() throws IOException {
        var request = read("{\"body\": null, \"headers\": null, \"queryStringParameters\": null}");

        assertThat(request.body()).isEmpty();
        assertThat(request.headers()).isEmpty();
        assertThat(request.method()).isEmpty();
    }

    @Test
    void aRepeatedHeaderHasAllItsValues() throws IOException {
        var request = read("""
                {"headers": {"X-Twice": "b", "X-Once": "c"},
                 "multiValueHeaders": {"X-Twice": ["a"], "x-twice": ["b"], "X-None": [], "X-Null": null}}""");

        assertThat(request.headerValues("x-twice")).containsExactlyInAnyOrder("a", "b");
        assertThat(request.headerValues("x-once")).containsExactly("c");
        assertThat(request.headerValues("x-none")).isEmpty();
        assertThat(request.header("x-once")).contains("c");
        assertThat(request.header("x-none")).isEmpty();
    }

    @Test
    void aBase64BodyIsDecoded() throws IOException {
        assertThat(read("{\"body\": \"//79\", \"isBase64Encoded\": true}").body())
                .isEqualTo(new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) 0xFD});
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"body\": ", "{\"body\": \"***\", \"isBase64Encoded\": true}"})
    void anInvalidEventIsAnError(String event) {
        assertThatThrownBy(() -> read(event)).isInstanceOf(IOException.class);
    }

    @Test
    void aBufferedEventIsReadLikeAStreamedOne() {
        var request = GatewayRequest.of(new APIGatewayProxyRequestEvent()
                .withHttpMethod("PUT")
                .withPath("/v1/y")
                .withHeaders(Map.of("AUTHORIZATION", "Bearer x", "X-Twice", "b"))
                .withMultiValueHeaders(Map.of("X-Twice", List.of("a", "b")))
                .withBody("aGk=")
                .withIsBase64Encoded(true));

        assertThat(request.header("authorization")).contains("Bearer x");
        assertThat(request.headerValues("x-twice")).containsExactly("a", "b");
        assertThat(request.header("x-twice")).contains("b");
        assertThat(new String(request.body(), UTF_8)).isEqualTo("hi");
        assertThat(request.query()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "abc.execute-api.us-east-1.amazonaws.com, /live/v1/wallet/top-ups, , "
                + "https://abc.execute-api.us-east-1.amazonaws.com/live",
        "api.tierup.ai, /v1/wallet/top-ups, , https://api.tierup.ai",
        "api.tierup.ai, /base/v1/wallet/top-ups, https, https://api.tierup.ai/base",
        "api.tierup.ai, /live/v1/wallet/top-ups/, https, https://api.tierup.ai/live",
        "127.0.0.1:8080, /v1/wallet/top-ups, http, http://127.0.0.1:8080",
        "api.tierup.ai, /v1/wallet/top-ups, javascript, https://api.tierup.ai"
    })
    void theBaseUrlHasTheDomainAndThePathPrefixOfTheCall(
            String domain, String path, @Nullable String scheme, String expected) {
        var event = new APIGatewayProxyRequestEvent()
                .withResource("/v1/wallet/top-ups")
                .withRequestContext(new APIGatewayProxyRequestEvent.ProxyRequestContext()
                        .withDomainName(domain)
                        .withPath(path))
                .withHeaders(scheme == null ? Map.of() : Map.of("x-forwarded-proto", scheme));

        assertThat(GatewayRequest.of(event).baseUrl()).contains(URI.create(expected));
    }

    @Test
    void anEventWithoutADomainNameHasNoBaseUrl() {
        assertThat(GatewayRequest.of(new APIGatewayProxyRequestEvent()).baseUrl())
                .isEmpty();
    }

    @Test
    void anEventWhosePathDoesNotEndWithItsRouteHasNoBaseUrl() {
        var event = new APIGatewayProxyRequestEvent()
                .withResource("/v1/wallet/top-ups/{id}")
                .withRequestContext(new APIGatewayProxyRequestEvent.ProxyRequestContext()
                        .withDomainName("api.tierup.ai")
                        .withPath("/v1/wallet/top-ups/top_1"));

        assertThat(GatewayRequest.of(event).baseUrl()).isEmpty();
    }

    @Test
    void aTrailingSlashOfThePathIsRemoved() {
        var path = "/v1/wallet/entries";

        assertThat(GatewayRequest.of(new APIGatewayProxyRequestEvent().withPath(path + "/"))
                        .path())
                .isEqualTo(path);
        assertThat(GatewayRequest.of(new APIGatewayProxyRequestEvent().withPath("/"))
                        .path())
                .isEqualTo("/");
    }
}
