package ai.tierup.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpGatewayTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRELUDE = "{\"statusCode\":200,\"headers\":{}}" + "\0".repeat(8);

    private final ApplicationContext context = ApplicationContext.run();
    private HttpGateway gateway;

    /** Answers with the event that it was given. */
    public static final class Echo implements RequestStreamHandler {

        public Echo(ApplicationContext context) {}

        @Override
        public void handleRequest(InputStream event, OutputStream out, Context lambda) throws IOException {
            out.write(PRELUDE.getBytes(UTF_8));
            event.transferTo(out);
        }
    }

    /** Fails in the middle of its answer. */
    public static final class Failing implements RequestStreamHandler {

        public Failing(ApplicationContext context) {}

        @Override
        public void handleRequest(InputStream event, OutputStream out, Context lambda) throws IOException {
            out.write((PRELUDE + "part").getBytes(UTF_8));
            out.flush();
            throw new IOException("The handler fails");
        }
    }

    @BeforeEach
    void start() throws IOException {
        gateway = HttpGateway.start(
                0,
                new TemplateRoutes(JSON.readTree(
                        """
                        {"Resources": {
                          "Api": {"Properties": {"GatewayResponses": {"MISSING_AUTHENTICATION_TOKEN": {"StatusCode": "404",
                            "ResponseParameters": {"Headers": {"x-request-id": "context.requestId", "retry-after": "'1'"}},
                            "ResponseTemplates": {"application/json": "no route"}}}}},
                          "Rest": {"Properties": {"Handler": "%s", "Events": {"E": {"Type": "Api", "Properties": {"Path": "/{proxy+}", "Method": "any"}}}}},
                          "Echo": {"Properties": {"Handler": "%s", "Events": {"E": {"Type": "Api", "Properties": {"Path": "/v1/echo/{id}", "Method": "post"}}}}},
                          "Failing": {"Properties": {"Handler": "%s", "Events": {"E": {"Type": "Api", "Properties": {"Path": "/failing", "Method": "get"}}}}}}}""".formatted(Echo.class.getName(), Echo.class.getName(), Failing.class.getName()))),
                context,
                Duration.ofSeconds(5),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        gateway.close();
        context.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode echo(String path, byte[] body) throws IOException, InterruptedException {
        return JSON.readTree(send(HttpRequest.newBuilder(gateway.url().resolve(path))
                        .header("X-Some", "thing")
                        .POST(BodyPublishers.ofByteArray(body)))
                .body());
    }

    @Test
    void aRequestIsConvertedToAProxyEvent() throws Exception {
        var event = echo("/v1/echo/a%20b?q=x%26y&empty=&q=z", "héllo".getBytes(UTF_8));

        assertThat(event.path("httpMethod").asText()).isEqualTo("POST");
        assertThat(event.path("path").asText()).isEqualTo("/v1/echo/a b");
        assertThat(event.path("pathParameters").path("id").asText()).isEqualTo("a b");
        assertThat(event.path("queryStringParameters").path("q").asText()).isEqualTo("z");
        assertThat(event.path("headers").path("X-some").asText()).isEqualTo("thing");
        assertThat(event.path("requestContext")
                        .path("identity")
                        .path("sourceIp")
                        .asText())
                .isEqualTo("127.0.0.1");
        assertThat(Base64.getDecoder().decode(event.path("body").asText())).isEqualTo("héllo".getBytes(UTF_8));
        assertThat(event.path("isBase64Encoded").asBoolean()).isTrue();
    }

    @Test
    void aPathWithoutARouteGoesToTheRouteOfAllPaths() throws Exception {
        var event = echo("/v1//echo/1", new byte[0]);

        assertThat(event.path("resource").asText()).isEqualTo("/{proxy+}");
        assertThat(event.path("pathParameters").path("proxy").asText()).isEqualTo("v1//echo/1");
        assertThat(event.path("body").isNull()).isTrue();
        assertThat(echo("/v1/echo/1/", new byte[0]).path("resource").asText()).isEqualTo("/v1/echo/{id}");
    }

    @Test
    void headHasNoBody() throws Exception {
        var answer =
                send(HttpRequest.newBuilder(gateway.url().resolve("/other")).HEAD());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anIncompleteAnswerCutsTheConnection() {
        assertThatThrownBy(() -> send(HttpRequest.newBuilder(gateway.url().resolve("/failing"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aMethodWithoutARouteGetsTheAnswerOfTheTemplate() throws Exception {
        var answer = send(HttpRequest.newBuilder(gateway.url().resolve("/v1/echo/1")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("no route");
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
        assertThat(answer.headers().firstValue("x-request-id").orElseThrow()).hasSize(36);
    }
}
