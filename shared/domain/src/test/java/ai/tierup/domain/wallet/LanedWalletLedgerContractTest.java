package ai.tierup.domain.wallet;

import java.time.Instant;

/** An undivided wallet is written like one in the store itself. */
class LanedWalletLedgerContractTest extends WalletLedgerContract {

    private final WalletLedger ledger =
            new LanedLedger(new InMemoryWalletLedger(), WalletRules.STANDARD, () -> Instant.EPOCH);

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
