package ai.tierup.dynamodb;

import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.credit.SignUpCreditsContract;
import ai.tierup.domain.wallet.WalletLedger;
import org.junit.jupiter.api.Tag;

@Tag("store")
class DynamoDbSignUpCreditsTest extends SignUpCreditsContract {

    private final WalletLedger ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, LocalTables.NAMES);
    private final SignUpCredits credits = new DynamoDbSignUpCredits(LocalTables.CLIENTS, LocalTables.NAMES);

    @Override
    protected SignUpCredits credits() {
        return credits;
    }

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }
}
