package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.guardrail.PoolDay;
import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.guardrail.PoolLedger.LeaseAnswer;
import ai.tierup.domain.guardrail.PoolLedger.ReturnAnswer;
import ai.tierup.domain.guardrail.PoolLedgerContract;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Tag("store")
class DynamoDbPoolLedgerTest extends PoolLedgerContract {

    private final PoolLedger ledger = new DynamoDbPoolLedger(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected PoolLedger ledger() {
        return ledger;
    }

    @Test
    void aShardOfAnEarlierVersionCountsItsReturnsFromZero() {
        var day = ledger.roll(new PoolDay(Pool.GRANT, LocalDate.parse("2027-03-01"), Money.ofUsd("1"), 1));
        LocalTables.CLIENTS
                .retrying()
                .updateItem(update -> update.tableName(LocalTables.NAMES.wallets())
                        .key(Map.of("pk", AttributeValue.fromS("DAY#2027-03-01#grant#0")))
                        .updateExpression("REMOVE returnCount"));

        assertThat(ledger.lease(day, 0, Money.ofUsd("0.5"))).isEqualTo(new LeaseAnswer.Leased(0));
        assertThat(ledger.giveBack(day, 0, Money.ofUsd("0.25"), 0)).isEqualTo(new ReturnAnswer.Returned());
        assertThat(ledger.giveBack(day, 0, Money.ofUsd("0.25"), 0)).isEqualTo(new ReturnAnswer.Outdated(1));
        assertThat(ledger.remaining(day)).containsExactly(Money.ofUsd("0.75"));
    }
}
