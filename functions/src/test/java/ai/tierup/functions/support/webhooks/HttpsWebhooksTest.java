package ai.tierup.functions.support.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alert.Alert;
import ai.tierup.domain.alert.AlertType;
import ai.tierup.domain.alert.Channel;
import ai.tierup.domain.alert.Delivery;
import ai.tierup.domain.alert.DeliveryId;
import ai.tierup.domain.alert.Webhook;
import ai.tierup.domain.alert.WebhookSecret;
import ai.tierup.functions.support.egress.PublicHttpClient;
import ai.tierup.functions.support.egress.TlsServer;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsWebhooksTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @TempDir
    private static Path folder;

    private static TlsServer server;
    private static ExecutorService threads;
    private static HttpsWebhooks webhooks;

    @BeforeAll
    static void start() throws Exception {
        server = new TlsServer(folder);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        webhooks = webhooks(LONG);
    }

    @AfterAll
    static void stop() {
        webhooks.close();
        threads.shutdownNow();
        server.close();
    }

    private static HttpsWebhooks webhooks(Duration maxTime) {
        var client = PublicHttpClient.with(server.dns(), new DefaultClientTlsStrategy(server.tls()), LONG);
        return new HttpsWebhooks(client, InstantSource.fixed(NOW), threads, maxTime);
    }

    private static Delivery delivery() {
        var alert = new Alert(AlertType.KEY_REVOKED, NOW, Map.of("key", "key_1", "actor", "session"));
        return new Delivery(DeliveryId.of(NOW, 7), new AccountId("ada"), Channel.WEBHOOK, alert, 1, NOW);
    }

    private static boolean post(String url) {
        return webhooks.post(new Webhook(URI.create(url), SECRET), delivery());
    }

    private static String served(String path, HttpHandler handler) {
        server.serve(path, handler);
        return "https://" + TlsServer.HOST + path;
    }

    @Test
    void anAlertIsPostedWithASignature() {
        var received = new HashMap<String, String>();
        var url = served("/signed", exchange -> {
            try (exchange) {
                received.put("method", exchange.getRequestMethod());
                received.put("body", new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                for (var name : new String[] {"webhook-id", "webhook-timestamp", "webhook-signature", "content-type"}) {
                    received.put(name, exchange.getRequestHeaders().getFirst(name));
                }
                exchange.sendResponseHeaders(204, -1);
            }
        });

        assertThat(post(url)).isTrue();

        var body =
                "{\"type\":\"key.revoked\",\"timestamp\":\"2026-11-25T12:00:00Z\",\"data\":{\"actor\":\"session\",\"key\":\"key_1\"}}";
        var id = delivery().id().publicName();
        assertThat(received)
                .containsEntry("method", "POST")
                .containsEntry("body", body)
                .containsEntry("content-type", "application/json; charset=UTF-8")
                .containsEntry("webhook-id", id)
                .containsEntry("webhook-timestamp", "1795608000")
                .containsEntry(
                        "webhook-signature", WebhookSignature.of(SECRET, id, "1795608000", body.getBytes(UTF_8)));
    }

    /** The example of the Standard Webhooks libraries. */
    @Test
    void aSignatureIsThatOfTheStandard() {
        var body = "{\"test\": 2432232314}".getBytes(UTF_8);

        assertThat(WebhookSignature.of(SECRET, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @CsvSource({"200, true", "202, true", "204, true", "302, false", "400, false", "410, false", "500, false"})
    void aStatusOf200To299IsSuccessAndRedirectsAreNotFollowed(int status, boolean accepted) {
        var asked = new AtomicInteger();
        served("/target" + status, exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        var url = served("/status" + status, exchange -> {
            exchange.getResponseHeaders().add("location", "/target" + status);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });

        assertThat(post(url)).isEqualTo(accepted);
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/hook",
                "https://[::1]/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.7/hook",
                "https://localhost/hook"
            })
    void aPrivateAddressIsNeverAsked(String url) {
        assertThat(post(url)).isFalse();
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() {
        served("/mine", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });

        assertThat(post("https://" + TlsServer.OTHER_HOST + "/mine")).isFalse();
    }

    @Test
    void anEndlessAnswerIsNotRead() {
        var url = served("/endless", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                var chunk = new byte[100_000];
                Arrays.fill(chunk, (byte) 'x');
                while (true) {
                    exchange.getResponseBody().write(chunk);
                }
            }
        });

        assertThat(post(url)).isTrue();
    }

    @Test
    void aReceiverThatNeverAnswersFails() {
        var end = new CountDownLatch(1);
        var url = served("/silent", exchange -> {
            try (exchange) {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });

        try (var impatient = webhooks(Duration.ofMillis(300))) {
            assertThat(impatient.post(new Webhook(URI.create(url), SECRET), delivery()))
                    .isFalse();
        } finally {
            end.countDown();
        }
    }
}
