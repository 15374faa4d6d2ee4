package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.operator.AccountOpenings;
import ai.tierup.domain.operator.AccountOpeningsContract;
import ai.tierup.domain.wallet.WalletLedger;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class DynamoDbAccountOpeningsTest extends AccountOpeningsContract {

    private final TableNames tables = LocalTables.create("openings");
    private final AccountOpenings openings = new DynamoDbAccountOpenings(LocalTables.CLIENTS, tables);
    private final Accounts accounts = new DynamoDbAccounts(LocalTables.CLIENTS, tables);
    private final ApiKeys keys = new DynamoDbApiKeys(LocalTables.CLIENTS, tables);
    private final WalletLedger ledger = new DynamoDbWalletLedger(LocalTables.CLIENTS, tables);

    @Override
    protected AccountOpenings openings() {
        return openings;
    }

    @Override
    protected Accounts accounts() {
        return accounts;
    }

    @Override
    protected ApiKeys keys() {
        return keys;
    }

    @Override
    protected WalletLedger ledger() {
        return ledger;
    }

    @Test
    void nothingIsWrittenOnADayThatIsBeingClosed() {
        var closing = LocalTables.create("openings-closing");
        var opening = opening();
        new DynamoDbPlatformBooks(LocalTables.CLIENTS, closing)
                .announceClose(opening.first().day());

        assertThat(new DynamoDbAccountOpenings(LocalTables.CLIENTS, closing).tryOpen(List.of(opening)))
                .isFalse();

        assertThat(new DynamoDbAccounts(LocalTables.CLIENTS, closing)
                        .find(opening.account().id()))
                .isEmpty();
    }

    @Test
    void moreAccountsThanATransactionCanWriteAreRefused() {
        var tooMany = Collections.nCopies(AccountOpenings.MAX_OPENINGS + 1, opening());

        assertThatIllegalArgumentException().isThrownBy(() -> openings.tryOpen(tooMany));
    }
}
