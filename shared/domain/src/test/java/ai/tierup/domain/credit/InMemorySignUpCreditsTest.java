package ai.tierup.domain.credit;

import ai.tierup.domain.wallet.InMemoryWalletLedger;
import ai.tierup.domain.wallet.WalletLedger;

class InMemorySignUpCreditsTest extends SignUpCreditsContract {

    private final InMemoryWalletLedger ledger = new InMemoryWalletLedger();
    private final SignUpCredits credits = new InMemorySignUpCredits(ledger);

    @Override
    protected SignUpCredits credits() {
        return credits;
    }

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
