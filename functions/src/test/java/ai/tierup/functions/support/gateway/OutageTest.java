package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.functions.inference.InferenceHandler;
import ai.tierup.functions.wallet.WalletHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the errors and alarms when no backend answers. */
class OutageTest {

    private final ApiKeySecret key = ApiKeySecret.generate(new Random(1));
    private final IsolatedService service = new IsolatedService();

    @AfterEach
    void stop() {
        service.close();
    }

    private String chat(String event) throws IOException {
        var answer = new ByteArrayOutputStream();
        new InferenceHandler(service.context())
                .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, FakeLambdaContext.of(60_000));
        return answer.toString(UTF_8);
    }

    @Test
    void anUnreachableStoreIsA503AndAnAlarm() throws IOException {
        var answer = chat(
                "{\"httpMethod\":\"POST\",\"path\":\"/v1/chat/completions\",\"headers\":{\"authorization\":\"Bearer "
                        + key.reveal() + "\"},\"body\":\"{}\"}");

        assertThat(answer).startsWith("{\"statusCode\":503,").contains("\"code\":\"service_unavailable\"");
        assertThat(service.log()).singleElement().asString().contains("STORE_UNAVAILABLE");
    }

    @Test
    void anUnreachableStoreIsA503OfABufferedRouteToo() {
        var event = new APIGatewayProxyRequestEvent()
                .withHttpMethod("GET")
                .withPath("/v1/wallet")
                .withHeaders(Map.of("authorization", "Bearer " + key.reveal()));

        var answer = new WalletHandler(service.context()).execute(event);

        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getBody()).contains("\"code\":\"service_unavailable\"");
        assertThat(answer.getHeaders()).containsKey("x-request-id");
        assertThat(service.log()).hasSize(2);
        assertThat(service.log().getFirst()).contains("STORE_UNAVAILABLE");
        assertThat(service.log().getLast()).contains("\"status\":503,\"code\":\"service_unavailable\"");
    }

    @Test
    void anInvalidEventIsA500AndAnAlarm() throws IOException {
        for (var event : new String[] {"", "[]", "{\"body\":\"%\",\"isBase64Encoded\":true}", "{\"body\":"}) {
            assertThat(chat(event)).startsWith("{\"statusCode\":500,").contains("\"code\":\"internal_error\"");
        }
        assertThat(service.log()).hasSize(4).allMatch(line -> line.contains("INTERNAL_ERROR"));
    }
}
