package ai.tierup.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.RequestId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Checkpoints} does. */
public abstract class CheckpointsContract {

    private static final AccountId ACCOUNT = new AccountId("checkpointed");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    protected abstract Checkpoints checkpoints();

    private static Checkpoint checkpoint(int request, long cost, @Nullable Duration firstToken) {
        return new Checkpoint(
                ACCOUNT,
                new HoldKey(RequestId.of(NOON, request), 3),
                new KeyId("key_1"),
                true,
                new TokenUsage(5, 6, 2),
                new Money(cost),
                new Money(7),
                firstToken,
                "north/alpha",
                new Money(99));
    }

    @Test
    void whatIsKeptIsFound() {
        var kept = checkpoint(1, 120, Duration.ofMillis(70));

        checkpoints().keep(kept);

        assertThat(checkpoints().find(ACCOUNT, kept.holdKey())).contains(kept);
    }

    @Test
    void theLatestCounts() {
        checkpoints().keep(checkpoint(2, 120, Duration.ofMillis(70)));
        checkpoints().keep(checkpoint(2, 300, null));

        assertThat(checkpoints().find(ACCOUNT, checkpoint(2, 0, null).holdKey()))
                .contains(checkpoint(2, 300, null));
    }

    @Test
    void nobodyFindsAnothersCheckpoint() {
        var kept = checkpoint(3, 120, null);
        checkpoints().keep(kept);

        assertThat(checkpoints().find(new AccountId("another"), kept.holdKey())).isEmpty();
        assertThat(checkpoints().find(ACCOUNT, new HoldKey(kept.holdKey().request(), 4)))
                .isEmpty();
    }
}
