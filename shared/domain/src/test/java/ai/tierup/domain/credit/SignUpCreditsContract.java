package ai.tierup.domain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.credit.SignUpCredits.Opening;
import ai.tierup.domain.credit.SignUpCredits.OpeningAnswer;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of every {@link SignUpCredits}. */
public abstract class SignUpCreditsContract {

    private static final Money ALLOWANCE = new Money(50);
    private static final Money GRANTS_FOR_TWO = Money.ofUsd("74.999999999");

    private static int accounts;

    /** Each test has a day of its own, because the grants of a day are shared by all accounts. */
    private final LocalDate today = LocalDate.parse("2027-01-01").plusDays(1000L * ++accounts);

    protected abstract SignUpCredits credits();

    protected abstract WalletLedger ledger();

    private static AccountId newAccount() {
        return new AccountId("signed-up-" + ++accounts);
    }

    private static MailHash newMail() {
        return new MailHash(HexFormat.of().toHexDigits(++accounts).repeat(8));
    }

    private SignUpCredit waiting(AccountId account) {
        return SignUpCredit.waiting(account, today.atTime(12, 0).toInstant(ZoneOffset.UTC));
    }

    private Opening opening(MailHash mail, SignUpCredit credit) {
        var first = credit.released().isZero()
                ? TestEntries.opening(credit.account(), "adj#open", Money.ZERO, today)
                : release(credit);
        return opening(mail, first, credit);
    }

    private static Opening opening(MailHash mail, LedgerEntry first, @Nullable SignUpCredit credit) {
        return new Opening(mail, first, ALLOWANCE, credit, GRANTS_FOR_TWO);
    }

    private LedgerEntry release(SignUpCredit credit) {
        return TestEntries.entry(
                credit.account(), "grant#signup#1", EntryType.SIGN_UP_CREDIT, Purse.GRANT, credit.released(), today);
    }

    private Wallet wallet(AccountId account) {
        return ledger().find(account).orElseThrow();
    }

    @Test
    void anAccountOpensWithTheFirstPartOfItsCredit() {
        var account = newAccount();
        var mail = newMail();
        var credit = waiting(account).granted(today);

        assertThat(credits().open(opening(mail, credit))).isEqualTo(new OpeningAnswer.Opened());

        assertThat(credits().find(account)).contains(credit);
        assertThat(credits().accountOf(mail)).contains(account);
        assertThat(wallet(account)).isEqualTo(Wallet.opened(release(credit), ALLOWANCE));
        assertThat(wallet(account).grant()).isEqualTo(Money.ofUsd("1"));
    }

    @Test
    void anAccountOpensWithACreditThatWaits() {
        var account = newAccount();
        var credit = waiting(account);

        assertThat(credits().open(opening(newMail(), credit))).isEqualTo(new OpeningAnswer.Opened());

        assertThat(credits().find(account)).contains(credit);
        assertThat(wallet(account).available()).isEqualTo(Money.ZERO);
    }

    @Test
    void anAccountOpensWithoutACredit() {
        var account = newAccount();
        var mail = newMail();
        var first = TestEntries.opening(account, "adj#open", Money.ZERO, today);

        assertThat(credits().open(opening(mail, first, null))).isEqualTo(new OpeningAnswer.Opened());

        assertThat(credits().find(account)).isEmpty();
        assertThat(credits().accountOf(mail)).contains(account);
        assertThat(wallet(account).available()).isEqualTo(Money.ZERO);
    }

    @Test
    void anAddressOpensOneAccount() {
        var account = newAccount();
        var other = newAccount();
        var mail = newMail();
        credits().open(opening(mail, waiting(account).granted(today)));

        assertThat(credits().open(opening(mail, waiting(other).granted(today))))
                .isEqualTo(new OpeningAnswer.MailUsed(account));
        assertThat(credits().open(opening(mail, waiting(account).granted(today))))
                .isEqualTo(new OpeningAnswer.MailUsed(account));

        assertThat(credits().find(other)).isEmpty();
        assertThat(ledger().find(other)).isEmpty();
        assertThat(credits().accountOf(newMail())).isEmpty();
    }

    @Test
    void theGrantsOfADayAreLimited() {
        for (var granted = 0; granted < 2; granted++) {
            assertThat(credits().open(opening(newMail(), waiting(newAccount()).granted(today))))
                    .isEqualTo(new OpeningAnswer.Opened());
        }
        var late = newAccount();
        var mail = newMail();

        assertThat(credits().open(opening(mail, waiting(late).granted(today))))
                .isEqualTo(new OpeningAnswer.GrantsUsedUp());
        assertThat(credits().accountOf(mail)).isEmpty();
        assertThat(ledger().find(late)).isEmpty();

        assertThat(credits().open(opening(mail, waiting(late)))).isEqualTo(new OpeningAnswer.Opened());
        assertThat(credits().open(opening(newMail(), waiting(newAccount()).granted(today.plusDays(1)))))
                .isEqualTo(new OpeningAnswer.Opened());
    }

    @Test
    void aLimitBelowOneCreditGrantsNone() {
        var credit = waiting(newAccount()).granted(today);
        var tooLittle = new Opening(newMail(), release(credit), ALLOWANCE, credit, Money.ofUsd("24.999999999"));

        assertThat(credits().open(tooLittle)).isEqualTo(new OpeningAnswer.GrantsUsedUp());
    }

    @Test
    void anAccountWithAWalletUnderAnotherAddressIsNotOpened() {
        var account = newAccount();
        credits().open(opening(newMail(), waiting(account).granted(today)));
        var mail = newMail();

        assertThatIllegalStateException()
                .isThrownBy(() -> credits().open(opening(mail, waiting(account).granted(today))));
        assertThat(credits().accountOf(mail)).isEmpty();
    }
}
