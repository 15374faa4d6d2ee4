package ai.tierup.domain.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaymentIdsTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void aTopUpsPublicNameIsParsed() {
        var id = TopUpId.of(NOON, 77);

        assertThat(TopUpId.parsePublic(id.publicName())).contains(id);
        assertThat(TopUpId.parsePublic(id.value())).isEmpty();
        assertThat(id).hasToString(id.value());
        assertThat(TopUpOrder.placed(id, new AccountId("acme"), Money.ofUsd("5"))
                        .createdAt())
                .isEqualTo(NOON);
    }

    @Test
    void theProvidersIdsAreTakenUnchanged() {
        assertThat(new SessionId("cs_1")).hasToString("cs_1");
        assertThat(new PaymentId("pi_1")).hasToString("pi_1");
    }

    @Test
    void aCheckoutsIdIsNeitherBlankNorTooLong() {
        assertThat(SessionId.isValid("c".repeat(255))).isTrue();
        assertThat(SessionId.isValid("c".repeat(256))).isFalse();
        assertThat(SessionId.isValid(" ")).isFalse();
        assertThatThrownBy(() -> new SessionId("c".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }
}
