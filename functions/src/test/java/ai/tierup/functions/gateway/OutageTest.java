package ai.tierup.functions.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.functions.chat.ChatHandler;
import ai.tierup.functions.observability.Journal;
import ai.tierup.functions.observability.JsonLinesJournal;
import ai.tierup.functions.wallet.WalletHandler;
import ai.tierup.functions.wiring.Settings;
import ai.tierup.functions.wiring.Variables;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client sees, and an operator, when nothing behind the functions answers. */
class OutageTest {

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final ApiKeySecret key = ApiKeySecret.draw(new Random(1));
    private ApplicationContext context;

    @BeforeEach
    void start() throws IOException {
        var settings = Settings.of(new Variables(Map.of(
                "WALLETS_TABLE", "w",
                "LEDGER_TABLE", "l",
                "DIRECTORY_TABLE", "d",
                "TRANSIENT_TABLE", "t",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + aPortWhereNobodyListens(),
                "TIERUP_UPSTREAM_URL", "http://127.0.0.1:1",
                "TIERUP_UPSTREAM_KEY", "none",
                "TIERUP_HMAC_KEY", "00112233445566778899aabbccddeeff")));
        Journal journal = new JsonLinesJournal(new PrintStream(log, true, UTF_8), Clock.systemUTC());
        context = ApplicationContext.builder()
                .singletons(settings, journal)
                .eagerInitSingletons(false)
                .start();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private static int aPortWhereNobodyListens() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String chat(String event) {
        var answer = new ByteArrayOutputStream();
        new ChatHandler(context)
                .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, TestInvocation.of(60_000));
        return answer.toString(UTF_8);
    }

    @Test
    void aStoreThatDoesNotAnswerIsA503AndAnAlarm() {
        var answer = chat(
                "{\"httpMethod\":\"POST\",\"path\":\"/v1/chat/completions\",\"headers\":{\"authorization\":\"Bearer "
                        + key.reveal() + "\"},\"body\":\"{}\"}");

        assertThat(answer).startsWith("{\"statusCode\":503,").contains("\"code\":\"service_unavailable\"");
        assertThat(log.toString(UTF_8).lines()).singleElement().asString().contains("STORE_UNAVAILABLE");
    }

    @Test
    void aBufferedRouteSaysTheSame() {
        var event = new APIGatewayProxyRequestEvent()
                .withHttpMethod("GET")
                .withPath("/v1/wallet")
                .withHeaders(Map.of("authorization", "Bearer " + key.reveal()));

        var answer = new WalletHandler(context).execute(event);

        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getBody()).contains("\"code\":\"service_unavailable\"");
        assertThat(answer.getHeaders()).containsKey("x-request-id");
        assertThat(log.toString(UTF_8)).contains("STORE_UNAVAILABLE");
    }

    @Test
    void anEventThatIsNoneIsA500AndAnAlarm() {
        for (var event : new String[] {"", "[]", "{\"body\":\"%\",\"isBase64Encoded\":true}", "{\"body\":"}) {
            assertThat(chat(event)).startsWith("{\"statusCode\":500,").contains("\"code\":\"internal_error\"");
        }
        assertThat(log.toString(UTF_8).lines()).hasSize(4).allMatch(line -> line.contains("INTERNAL_ERROR"));
    }
}
