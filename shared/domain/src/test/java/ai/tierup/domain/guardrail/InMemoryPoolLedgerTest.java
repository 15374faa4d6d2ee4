package ai.tierup.domain.guardrail;

class InMemoryPoolLedgerTest extends PoolLedgerContract {

    private final PoolLedger ledger = new InMemoryPoolLedger();

    @Override
    protected PoolLedger ledger() {
        return ledger;
    }
}
