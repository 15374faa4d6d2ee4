package ai.tierup.dynamodb;

import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.guardrail.PoolLedgerContract;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbPoolLedgerTest extends PoolLedgerContract {

    private final PoolLedger ledger = new DynamoDbPoolLedger(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected PoolLedger ledger() {
        return ledger;
    }
}
