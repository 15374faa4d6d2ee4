package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageGroup;
import ai.tierup.domain.usage.UsageRollups;
import ai.tierup.domain.usage.UsageRollupsContract;
import ai.tierup.domain.usage.UsageSum;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class DynamoDbUsageRollupsTest extends UsageRollupsContract {

    private static final LocalDate DAY = LocalDate.parse("2026-11-24");
    private static final UsageGroup GROUP = new UsageGroup(TierId.TIER_2, null, "chat", Purse.CASH);
    private static final UsageSum SUM = new UsageSum(1, new TokenUsage(3, 4, 0), new Money(7));

    private final UsageRollups rollups = new DynamoDbUsageRollups(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected UsageRollups rollups() {
        return rollups;
    }

    @Test
    void aRowThatWasChangedIsLeftOut() {
        var account = new AccountId("tampered");
        rollups.add(account, new DayUsage(DAY, Map.of(GROUP, SUM)));
        var item = new HashMap<>(RowDigest.withDigest(RollupItem.write(account, DAY, GROUP, SUM)));
        item.put("promptTokens", AttributeValues.number(5));

        LocalTables.CLIENTS
                .retrying()
                .putItem(put -> put.tableName(LocalTables.NAMES.ledger()).item(item));

        assertThat(rollups.between(account, DAY, DAY)).isEmpty();
    }

    @Test
    void sumsExpireWithTheRecordsOfTheirDay() {
        assertThat(AttributeValues.number(
                        RollupItem.write(new AccountId("a"), DAY, GROUP, SUM), UsageRecordItem.EXPIRY))
                .isEqualTo(DAY.plusDays(400).toEpochDay() * 86_400);
    }
}
