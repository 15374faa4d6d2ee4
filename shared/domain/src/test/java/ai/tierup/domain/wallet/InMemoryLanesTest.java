package ai.tierup.domain.wallet;

class InMemoryLanesTest extends LaneStoreContract {

    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();

    @Override
    protected LaneStore store() {
        return ledger;
    }
}
