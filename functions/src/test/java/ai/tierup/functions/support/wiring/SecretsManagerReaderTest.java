package ai.tierup.functions.support.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.reasoning.SealingKeys;
import ai.tierup.domain.reasoning.SealingKeys.SealingKey;
import ai.tierup.domain.tier.ProviderId;
import ai.tierup.functions.support.secrets.PaymentSecrets;
import ai.tierup.functions.support.secrets.UpstreamSecrets;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** Tests against a fake server with Secrets Manager's protocol. */
class SecretsManagerReaderTest {

    private static final String GOOD =
            "{\"TIERUP_UPSTREAM_KEY\":\"sk-or-1\",\"TIERUP_HMAC_KEY\":\"00112233445566778899aabbccddeeff\","
                    + "\"TIERUP_SEALING_KEYS\":\"k2=" + "02".repeat(32) + ", k1=" + "01".repeat(32)
                    + "\",\"OTHER\":\"x\"}";

    private static final ProviderId OTHER = new ProviderId("other");
    private static final String KEY_OF_OTHER = ",\"TIERUP_PROVIDER_OTHER_KEY\":\"other-1\"}";

    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "";
    private volatile String request = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            request = exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var bytes = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private final List<String> alarms = new ArrayList<>();

    private SecretsManagerReader<UpstreamSecrets> reader() {
        return reader(fields -> SecretFields.upstream(fields, List.of(OTHER), this::raise));
    }

    private SecretsManagerReader<PaymentSecrets> paymentReader() {
        return reader(fields -> SecretFields.payments(fields, this::raise));
    }

    private void raise(BadSetting problem) {
        alarms.add(String.valueOf(problem.getMessage()));
    }

    private <T> SecretsManagerReader<T> reader(Function<Variables, T> secrets) {
        var client = SecretsManagerClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClient(Apache5HttpClient.create())
                .endpointOverride(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .build();
        return new SecretsManagerReader<>(client, "tierup/live", secrets);
    }

    private void store(String secret) {
        answer = "{\"SecretString\":\"" + secret.replace("\"", "\\\"") + "\"}";
    }

    @Test
    void theSecretIsReadByItsNameAndItsFieldsAreTheVariables() {
        store(GOOD);

        var secrets = reader().read();

        assertThat(secrets.providerKey(ProviderId.DEFAULT)).contains("sk-or-1");
        assertThat(secrets.hmacKey()).hasSize(16).startsWith(0x00, 0x11, 0x22);
        assertThat(request).isEqualTo("secretsmanager.GetSecretValue {\"SecretId\":\"tierup/live\"}");
    }

    @Test
    void aDeniedReadIsAnError() {
        status = 400;
        answer = "{\"__type\":\"AccessDeniedException\",\"Message\":\"not authorized\"}";

        assertThatThrownBy(() -> reader().read())
                .isInstanceOfSatisfying(
                        SecretsManagerException.class,
                        denied ->
                                assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-or-1", "[\"sk-or-1\"]", "{\"TIERUP_UPSTREAM_KEY\":[\"sk-or-1\"]}", "{\"sk-or-1"})
    void anInvalidSecretIsNotQuoted(String secret) {
        store(secret);

        assertThatThrownBy(() -> reader().read())
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("The secret is not a JSON object of strings")
                .hasMessageNotContaining("sk-or-1");
    }

    @Test
    void aMissingFieldIsNamed() {
        store("{\"TIERUP_UPSTREAM_KEY\":\"sk-or-1\"}");

        assertThatThrownBy(() -> reader().read())
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith("TIERUP_HMAC_KEY must be ");
    }

    @Test
    void theSealingKeysAreReadInTheirOrder() {
        store(GOOD);

        assertThat(reader().read().sealingKeys().all())
                .extracting(SealingKey::id)
                .containsExactly("k2", "k1");
        assertThat(alarms).singleElement().asString().startsWith("TIERUP_PROVIDER_OTHER_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"TIERUP_SEALING_KEYS\":\"k1=0011\""})
    void withoutValidSealingKeysNothingIsSealedAndTheRestServes(String field) {
        store("{\"TIERUP_UPSTREAM_KEY\":\"sk-or-1\",\"TIERUP_PROVIDER_OTHER_KEY\":\"other-1\","
                + "\"TIERUP_HMAC_KEY\":\"00112233445566778899aabbccddeeff\"" + field + "}");

        var secrets = reader().read();

        assertThat(secrets.sealingKeys()).isEqualTo(SealingKeys.NONE);
        assertThat(secrets.providerKey(OTHER)).contains("other-1");
        assertThat(alarms)
                .singleElement()
                .asString()
                .startsWith("TIERUP_SEALING_KEYS must be ")
                .doesNotContain("0011");
    }

    @Test
    void anInvalidPaymentKeyIsReportedAndNotUsed() {
        store("{\"TIERUP_STRIPE_KEY\":\"sk_live_1 \",\"TIERUP_STRIPE_WEBHOOK_SECRET\":\"whsec_1\"}");

        var secrets = paymentReader().read();

        assertThat(secrets.paymentKey()).isEmpty();
        assertThat(secrets.webhookSecrets()).containsExactly("whsec_1");
        assertThat(alarms).singleElement().asString().startsWith("TIERUP_STRIPE_KEY must be ");
        assertThat(alarms.getFirst()).doesNotContain("sk_live_1");
    }

    @Test
    void theSecretOfPaymentsNeedsNoKeyOfAModelAndMayBeEmpty() {
        store("{}");

        assertThat(paymentReader().read().paymentKey()).isEmpty();
        assertThat(alarms).isEmpty();
    }

    /** Lambda gives up a restored copy whose hooks take more than ten seconds, and the hook of the inference function reads the secret. */
    @Test
    void anUnreachableSecretsManagerIsGivenUpInTimeForARestore() {
        try (var client = SecretsManagerReader.client("us-east-1", Optional.empty())) {
            assertThat(client.serviceClientConfiguration()
                            .overrideConfiguration()
                            .apiCallTimeout())
                    .hasValueSatisfying(timeout -> assertThat(timeout).isLessThanOrEqualTo(Duration.ofSeconds(5)));
        }
    }

    @Test
    void furtherProvidersHaveTheirOwnKeys() {
        store(GOOD.replace("}", KEY_OF_OTHER));

        assertThat(reader().read().providerKey(OTHER)).contains("other-1");
        assertThat(alarms).isEmpty();
    }

    @Test
    void aFurtherProviderWithoutAKeyIsAnAlarmAndDisablesNoOther() {
        store(GOOD);

        var secrets = reader().read();

        assertThat(secrets.providerKey(ProviderId.DEFAULT)).contains("sk-or-1");
        assertThat(secrets.providerKey(OTHER)).isEmpty();
        assertThat(alarms).containsExactly("TIERUP_PROVIDER_OTHER_KEY must be set");
    }
}
