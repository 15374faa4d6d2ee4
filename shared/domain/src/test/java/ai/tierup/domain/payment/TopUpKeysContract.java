package ai.tierup.domain.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.idempotency.IdempotentRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of every {@link TopUpKeys}. */
public abstract class TopUpKeysContract {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration DAY = Duration.ofHours(24);
    private static final TopUpId FIRST = TopUpId.of(NOON, 1);
    private static final TopUpId SECOND = TopUpId.of(NOON, 2);

    private static int accounts;

    private final AccountId account = new AccountId("keyed-" + ++accounts);

    protected abstract TopUpKeys keys();

    private Optional<TopUpId> claim(String key, String body, TopUpId topUp, Instant now) {
        var request = IdempotentRequest.of(account, key, body.getBytes(UTF_8)).orElseThrow();
        return keys().claim(request, topUp, now, now.plus(DAY));
    }

    @Test
    void aKeyBelongsToItsFirstTopUp() {
        assertThat(claim("k", "25", FIRST, NOON)).contains(FIRST);
        assertThat(claim("k", "25", SECOND, NOON.plusSeconds(1))).contains(FIRST);
        assertThat(claim("other", "25", SECOND, NOON)).contains(SECOND);
    }

    @Test
    void aKeyThatWasUsedWithAnotherBodyGivesNothing() {
        claim("k", "25", FIRST, NOON);

        assertThat(claim("k", "26", SECOND, NOON)).isEmpty();
        assertThat(claim("k", "25", SECOND, NOON)).contains(FIRST);
    }

    @Test
    void anExpiredKeyIsFree() {
        claim("k", "25", FIRST, NOON);

        assertThat(claim("k", "25", SECOND, NOON.plus(DAY).minusSeconds(1))).contains(FIRST);
        assertThat(claim("k", "26", SECOND, NOON.plus(DAY))).contains(SECOND);
    }
}
