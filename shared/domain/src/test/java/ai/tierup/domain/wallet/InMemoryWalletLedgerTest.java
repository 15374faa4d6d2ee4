package ai.tierup.domain.wallet;

class InMemoryWalletLedgerTest extends WalletLedgerContract {

    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
