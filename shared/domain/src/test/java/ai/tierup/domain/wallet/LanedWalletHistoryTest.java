package ai.tierup.domain.wallet;

import java.time.Instant;

/** An undivided wallet is written like one in the store itself, whatever was written before. */
class LanedWalletHistoryTest extends WalletHistoryContract {

    private final InMemoryWalletLedger store = new InMemoryWalletLedger();
    private final WalletLedger ledger = new LanedLedger(store, WalletRules.STANDARD, () -> Instant.EPOCH);

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }

    @Override
    protected void put(Wallet wallet) {
        store.put(wallet);
    }
}
