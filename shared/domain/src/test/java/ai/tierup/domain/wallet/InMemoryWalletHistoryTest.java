package ai.tierup.domain.wallet;

class InMemoryWalletHistoryTest extends WalletHistoryContract {

    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }

    @Override
    protected void put(Wallet wallet) {
        ledger.put(wallet);
    }
}
