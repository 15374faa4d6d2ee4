package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.CheckpointsContract;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.RequestId;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

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
    void afterTwoDaysItIsForgottenWhetherTheTableHasDroppedItOrNot() {
        var account = new AccountId("forgotten");
        var key = new HoldKey(RequestId.of(NOON, 1), 0);
        at(NOON).keep(new Checkpoint(
                account,
                key,
                new KeyId("key_1"),
                false,
                TokenUsage.NONE,
                Money.ZERO,
                Money.ZERO,
                null,
                "north/alpha",
                Money.ZERO));

        assertThat(at(NOON.plusSeconds(2 * 86_400 - 1)).find(account, key)).isPresent();
        assertThat(at(NOON.plusSeconds(2 * 86_400)).find(account, key)).isEmpty();
    }
}
