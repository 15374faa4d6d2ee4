package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.credit.SignUpCredits.Opening;
import ai.tierup.domain.credit.SignUpCredits.OpeningAnswer;
import ai.tierup.domain.credit.SignUpCreditsContract;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class DynamoDbSignUpCreditsTest extends SignUpCreditsContract {

    private static final LocalDate DAY = LocalDate.parse("2026-11-30");

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

    private static Opening opening(AccountId account, String mail) {
        var first = TestEntries.opening(account, "adj#open", Money.ZERO, DAY);
        return new Opening(new MailHash(mail.repeat(32)), first, Money.ZERO, null, Money.ZERO);
    }

    @Test
    void noAccountOpensOnADayThatIsBeingClosed() {
        var tables = LocalTables.create("credits-closing");
        var account = new AccountId("late");
        new DynamoDbPlatformBooks(LocalTables.CLIENTS, tables).announceClose(DAY);

        assertThat(new DynamoDbSignUpCredits(LocalTables.CLIENTS, tables).open(opening(account, "ab")))
                .isEqualTo(new OpeningAnswer.DayIsClosing(DAY));

        assertThat(new DynamoDbWalletLedger(LocalTables.CLIENTS, tables).find(account))
                .isEmpty();
    }

    @Test
    void aWalletUnderAnotherAddressIsAnError() {
        var account = new AccountId("twice");
        credits.open(opening(account, "cd"));

        assertThatIllegalStateException()
                .isThrownBy(() -> credits.open(opening(account, "ef")))
                .withMessage("twice has a wallet under another address");
    }
}
