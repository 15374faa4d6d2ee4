package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.Channel;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.CheckpointsContract;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord.Consumption;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class DynamoDbCheckpointsTest extends CheckpointsContract {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static Checkpoints at(Instant now) {
        return new DynamoDbCheckpoints(LocalTables.CLIENTS, LocalTables.NAMES, InstantSource.fixed(now));
    }

    @Override
    protected Checkpoints checkpoints() {
        return at(NOON);
    }

    @Test
    void aCheckpointIsIgnoredAfterTwoDaysEvenIfTheTableStillHasIt() {
        var account = new AccountId("expired");
        var key = new HoldKey(RequestId.of(NOON, 1), 0);
        at(NOON).keep(new Checkpoint(
                account,
                key,
                new KeyId("key_1"),
                new Channel("chat", false),
                new Consumption(TokenUsage.NONE, TokenSource.CHECKPOINT, "north/alpha", null),
                Costs.NONE,
                null));

        var hold = new Hold(
                Money.ZERO, Money.ZERO, Purse.CASH, TierId.TIER_2, NOON.getEpochSecond(), LocalDate.EPOCH, Set.of());
        var open = new OpenHold(account, key, hold, 1);
        assertThat(at(NOON.plusSeconds(2 * 86_400 - 1)).find(List.of(open))).containsOnlyKeys(open);
        assertThat(at(NOON.plusSeconds(2 * 86_400)).find(List.of(open))).isEmpty();
    }
}
