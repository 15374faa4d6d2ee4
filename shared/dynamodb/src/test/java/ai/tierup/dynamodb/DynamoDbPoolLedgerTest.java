package ai.tierup.dynamodb;

import ai.tierup.domain.guardrail.PoolLedger;
import ai.tierup.domain.guardrail.PoolLedgerContract;

class DynamoDbPoolLedgerTest extends PoolLedgerContract {

    private final PoolLedger ledger = new DynamoDbPoolLedger(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected PoolLedger ledger() {
        return ledger;
    }
}
