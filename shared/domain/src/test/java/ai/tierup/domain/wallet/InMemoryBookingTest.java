package ai.tierup.domain.wallet;

class InMemoryBookingTest extends BookingContract {

    private final WalletLedger ledger = new InMemoryWalletLedger();

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
