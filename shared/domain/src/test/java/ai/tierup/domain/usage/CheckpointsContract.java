package ai.tierup.domain.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Contract of {@link Checkpoints}. */
public abstract class CheckpointsContract {

    private static final AccountId ACCOUNT = new AccountId("checkpointed");
    private static final int MANY = 230;
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    protected abstract Checkpoints checkpoints();

    private static Checkpoint checkpoint(int request, long cost, @Nullable Duration firstToken) {
        return new Checkpoint(
                ACCOUNT,
                new HoldKey(RequestId.of(NOON, request), 3),
                new KeyId("key_1"),
                new Channel("responses", true),
                new UsageRecord.Consumption(
                        new TokenUsage(5, 6, 2, 4), TokenSource.CHECKPOINT, "north/alpha", new TokenUsage(4, 7, 3)),
                new Costs(new Money(cost), new Money(7), new Money(99)),
                firstToken);
    }

    private static OpenHold hold(AccountId account, HoldKey key) {
        var hold = new Hold(
                new Money(500),
                Money.ZERO,
                Purse.CASH,
                TierId.TIER_2,
                NOON.getEpochSecond(),
                LocalDate.parse("2026-11-24"),
                Set.of());
        return new OpenHold(account, key, hold, 1);
    }

    private static OpenHold holdOf(Checkpoint checkpoint) {
        return hold(checkpoint.account(), checkpoint.holdKey());
    }

    @Test
    void aKeptCheckpointIsFound() {
        var kept = checkpoint(1, 120, Duration.ofMillis(70));

        checkpoints().keep(kept);

        assertThat(checkpoints().find(List.of(holdOf(kept)))).isEqualTo(Map.of(holdOf(kept), kept));
    }

    @Test
    void theLatestCheckpointReplacesEarlierOnes() {
        var latest = checkpoint(2, 300, null);
        checkpoints().keep(checkpoint(2, 120, Duration.ofMillis(70)));
        checkpoints().keep(latest);

        assertThat(checkpoints().find(List.of(holdOf(latest)))).containsValue(latest);
    }

    @Test
    void aCheckpointIsFoundOnlyByItsAccountAndHold() {
        var kept = checkpoint(3, 120, null);
        checkpoints().keep(kept);

        assertThat(checkpoints()
                        .find(List.of(
                                hold(new AccountId("another"), kept.holdKey()),
                                hold(ACCOUNT, new HoldKey(kept.holdKey().request(), 4)))))
                .isEmpty();
    }

    @Test
    void manyCheckpointsAreFoundAtOnceByTheirHolds() {
        var kept = IntStream.range(1_000, 1_000 + MANY)
                .filter(request -> request % 3 != 0)
                .mapToObj(request -> checkpoint(request, request, null))
                .toList();
        kept.forEach(checkpoints()::keep);
        var asked = IntStream.range(1_000, 1_000 + MANY)
                .mapToObj(request -> holdOf(checkpoint(request, 0, null)))
                .toList();

        assertThat(checkpoints().find(asked))
                .isEqualTo(kept.stream().collect(Collectors.toMap(CheckpointsContract::holdOf, one -> one)));
        assertThat(checkpoints().find(List.of())).isEmpty();
    }
}
