package ai.tierup.domain.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotentRequestTest {

    private static final AccountId ACME = new AccountId("acme");
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    private static IdempotentRequest request(AccountId account, String key, String body) {
        return IdempotentRequest.of(account, key, body.getBytes(UTF_8)).orElseThrow();
    }

    @Test
    void theKeyIsHashedWithItsAccountAndTheBodyAlone() {
        var request = request(ACME, "order-7", "{}");

        // printf 'acme\norder-7' | sha256sum; printf '{}' | sha256sum
        assertThat(request.keyHash()).isEqualTo("a48cf02af522454dd4686271a3dee0991d60a04526eda75f5811c0993ea65bde");
        assertThat(request.bodyHash()).isEqualTo("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
        assertThat(request.toString()).doesNotContain("order-7");
    }

    @Test
    void anotherAccountKeyOrBodyIsAnotherRequest() {
        var request = request(ACME, "order-7", "{}");

        assertThat(request(ACME, "order-7", "{}")).isEqualTo(request);
        assertThat(request(ACME, "order-8", "{}").keyHash()).isNotEqualTo(request.keyHash());
        assertThat(request(new AccountId("acm"), "eorder-7", "{}").keyHash()).isNotEqualTo(request.keyHash());
        assertThat(request(ACME, "order-7", "{ }").bodyHash()).isNotEqualTo(request.bodyHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", " ", "~", "a b", "550e8400-e29b-41d4-a716-446655440000"})
    void printableAsciiIsAValidKey(String key) {
        assertThat(IdempotentRequest.of(ACME, key, BODY)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ké", "😀", "a\tb", "a\u0000", "\u007f"})
    void anythingElseIsNotAValidKey(String key) {
        assertThat(IdempotentRequest.of(ACME, key, BODY)).isEmpty();
    }

    @Test
    void aKeyHasAtMostTwoHundredAndFiftyFiveCharacters() {
        assertThat(IdempotentRequest.of(ACME, "k".repeat(255), BODY)).isPresent();
        assertThat(IdempotentRequest.of(ACME, "k".repeat(256), BODY)).isEmpty();
    }

    @Test
    void aRequestOfTheServiceIsThatOfItsAccountAndCause() {
        var request = IdempotentRequest.ofService(ACME, "order-7");

        assertThat(IdempotentRequest.ofService(ACME, "order-7")).isEqualTo(request);
        assertThat(IdempotentRequest.ofService(ACME, "order-8").keyHash()).isNotEqualTo(request.keyHash());
        assertThat(IdempotentRequest.ofService(new AccountId("acm"), "order-7").keyHash())
                .isNotEqualTo(request.keyHash());
        assertThat(request(ACME, "order-7", "").keyHash()).isNotEqualTo(request.keyHash());
    }
}
