package ai.tierup.domain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.credit.SignUpCredits.Opening;
import ai.tierup.domain.credit.SignUpCredits.OpeningAnswer;
import ai.tierup.domain.credit.SignUpCredits.ReleaseAnswer;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.DayRoll;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
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

    private SignUpCredit active() {
        var credit = waiting(newAccount()).granted(today);
        assertThat(credits().open(opening(newMail(), credit))).isEqualTo(new OpeningAnswer.Opened());
        return credit;
    }

    private SignUpCredit openedWaiting() {
        var credit = waiting(newAccount());
        assertThat(credits().open(opening(newMail(), credit))).isEqualTo(new OpeningAnswer.Opened());
        return credit;
    }

    private static LedgerEntry part(SignUpCredit seen, SignUpCredit next, LocalDate day) {
        return TestEntries.entry(
                seen.account(),
                "grant#signup#" + next.releases(),
                EntryType.SIGN_UP_CREDIT,
                Purse.GRANT,
                next.released().minus(seen.released()),
                day);
    }

    private LedgerEntry taken(SignUpCredit credit, Money amount) {
        return TestEntries.entry(
                credit.account(), "grant#signup#end", EntryType.SIGN_UP_CREDIT, Purse.GRANT, amount, today);
    }

    @Test
    void aPartIsReleasedOnce() {
        var first = active();
        var second = first.withNextRelease();

        assertThat(credits().release(first, second, part(first, second, today)))
                .isEqualTo(new ReleaseAnswer.Released());
        assertThat(credits().release(first, second, part(first, second, today))).isEqualTo(new ReleaseAnswer.Changed());

        assertThat(credits().find(first.account())).contains(second);
        assertThat(wallet(first.account()).grant()).isEqualTo(Money.ofUsd("3"));
        assertThat(wallet(first.account()).credits()).isEqualTo(Money.ofUsd("3"));
    }

    @Test
    void oneOfTwoDifferentPartsWithTheSameNumberIsReleased() {
        var first = active();
        var all = first.afterTopUp();
        var second = first.withNextRelease();
        credits().release(first, all, part(first, all, today));

        assertThat(credits().release(first, second, part(first, second, today))).isEqualTo(new ReleaseAnswer.Changed());

        assertThat(credits().find(first.account())).contains(all);
        assertThat(wallet(first.account()).grant()).isEqualTo(Money.ofUsd("25"));
    }

    @Test
    void nothingIsReleasedOnADayBeforeTheWallets() {
        var first = active();
        var second = first.withNextRelease();
        var tomorrow = today.plusDays(1);
        ledger().roll(first.account(), DayRoll.of(wallet(first.account()), tomorrow), ALLOWANCE);

        assertThat(credits().release(first, second, part(first, second, today)))
                .isEqualTo(new ReleaseAnswer.WalletIsAhead(tomorrow));
        assertThat(credits().find(first.account())).contains(first);
        assertThat(credits().release(first, second, part(first, second, tomorrow)))
                .isEqualTo(new ReleaseAnswer.Released());
    }

    @Test
    void aWaitingCreditIsGrantedWithinTheDaysGrants() {
        active();
        var waiting = openedWaiting();
        var late = openedWaiting();
        var granted = waiting.granted(today);

        assertThat(credits().grant(waiting, granted, part(waiting, granted, today), GRANTS_FOR_TWO))
                .isEqualTo(new ReleaseAnswer.Released());
        assertThat(credits().grant(waiting, granted, part(waiting, granted, today), Money.ofUsd("1000")))
                .isEqualTo(new ReleaseAnswer.Changed());
        assertThat(credits().grant(late, late.granted(today), part(late, late.granted(today), today), GRANTS_FOR_TWO))
                .isEqualTo(new ReleaseAnswer.GrantsUsedUp());

        assertThat(credits().find(waiting.account())).contains(granted);
        assertThat(wallet(waiting.account()).grant()).isEqualTo(Money.ofUsd("1"));
        assertThat(credits().find(late.account())).contains(late);
        assertThat(wallet(late.account()).grant()).isEqualTo(Money.ZERO);
    }

    @Test
    void whatIsLeftIsTakenBackOnce() {
        var credit = active();
        var wallet = wallet(credit.account());

        assertThat(credits().takeBack(credit, credit.ended(), taken(credit, Money.ofUsd("-1")), wallet))
                .isTrue();
        assertThat(credits().takeBack(credit, credit.ended(), taken(credit, Money.ofUsd("-1")), wallet))
                .isFalse();

        assertThat(credits().find(credit.account())).contains(credit.ended());
        assertThat(wallet(credit.account()).grant()).isEqualTo(Money.ZERO);
        assertThat(wallet(credit.account()).credits()).isEqualTo(Money.ZERO);
    }

    @Test
    void nothingIsTakenFromAWalletThatWasWrittenSinceItWasRead() {
        var credit = active();
        var wallet = wallet(credit.account());
        ledger().freeze(credit.account(), "operator");

        assertThat(credits().takeBack(credit, credit.ended(), taken(credit, Money.ofUsd("-1")), wallet))
                .isFalse();

        assertThat(credits().find(credit.account())).contains(credit);
        assertThat(wallet(credit.account()).grant()).isEqualTo(Money.ofUsd("1"));
    }

    @Test
    void aCreditIsReplacedAsItWasSeen() {
        var waiting = openedWaiting();

        assertThat(credits().replace(waiting, waiting.afterTopUp())).isTrue();
        assertThat(credits().replace(waiting, waiting.afterTopUp())).isFalse();

        assertThat(credits().find(waiting.account())).contains(waiting.afterTopUp());
        assertThat(listedWaiting()).containsOnlyOnce(waiting.afterTopUp()).doesNotContain(waiting);
    }

    @Test
    void activeCreditsAreListedByTheDayOnWhichTheyAreDue() {
        var one = active();
        var other = active();
        var next = one.withNextRelease();
        credits().release(one, next, part(one, next, today));

        assertThat(listedDue(today.plusDays(1))).contains(other).doesNotContain(one, next);
        assertThat(listedDue(today.plusDays(2)))
                .containsSubsequence(other, next)
                .doesNotContain(one);
        assertThat(listedDue(today)).doesNotContain(other, next);
    }

    @Test
    void aCreditThatIsEndedIsNotListed() {
        var credit = active();
        credits().replace(credit, credit.ended());

        assertThat(listedDue(today.plusDays(100))).doesNotContain(credit, credit.ended());
        assertThat(credits().find(credit.account())).contains(credit.ended());
    }

    @Test
    void waitingCreditsAreListedInTheOrderInWhichTheyWereOpened() {
        var noon = today.atTime(12, 0).toInstant(ZoneOffset.UTC);
        var late = SignUpCredit.waiting(newAccount(), noon.plusMillis(5));
        var early = SignUpCredit.waiting(newAccount(), noon);
        var granted = SignUpCredit.waiting(newAccount(), noon.plusMillis(3));
        for (var credit : List.of(late, early, granted)) {
            credits().open(opening(newMail(), credit));
        }
        var next = granted.granted(today);
        credits().grant(granted, next, part(granted, next, today), GRANTS_FOR_TWO);

        assertThat(listedWaiting()).containsSubsequence(early, late).doesNotContain(granted, next);
        assertThat(listedDue(today.plusDays(1))).contains(next);
    }

    @Test
    void aCreditOfADeletedAccountIsDueAtOnce() {
        var credit = active();
        var ending = credit.afterDeletion();
        assertThat(credits().replace(credit, ending)).isTrue();

        assertThat(credits().find(credit.account())).contains(ending);
        assertThat(listedDue(today)).contains(ending).doesNotContain(credit);
    }

    /** Reads all pages. Other tests may have left credits in the store. */
    private List<SignUpCredit> listedDue(LocalDate through) {
        return all(after -> credits().due(through, after, 2));
    }

    private List<SignUpCredit> listedWaiting() {
        return all(after -> credits().waiting(after, 2));
    }

    private static List<SignUpCredit> all(Function<@Nullable SignUpCredit, List<SignUpCredit>> list) {
        var all = new ArrayList<SignUpCredit>();
        while (true) {
            var page = list.apply(all.isEmpty() ? null : all.getLast());
            all.addAll(page);
            if (page.size() < 2) {
                return all;
            }
        }
    }

    @Test
    void theAddressOfADeletedAccountOpensAnotherWithoutACredit() {
        var account = newAccount();
        var next = newAccount();
        var mail = newMail();
        credits().open(opening(mail, waiting(account).granted(today)));

        credits().leave(mail, account);

        assertThat(credits().accountOf(mail)).isEmpty();
        assertThat(credits().open(opening(mail, waiting(next).granted(today))))
                .isEqualTo(new OpeningAnswer.CreditUsed());
        assertThat(credits().open(opening(mail, waiting(next)))).isEqualTo(new OpeningAnswer.CreditUsed());
        assertThat(credits().open(withoutCredit(mail, next))).isEqualTo(new OpeningAnswer.Opened());
        assertThat(credits().accountOf(mail)).contains(next);
        assertThat(credits().open(withoutCredit(mail, newAccount()))).isEqualTo(new OpeningAnswer.MailUsed(next));
    }

    @Test
    void aLateDeletionLeavesTheNextAccountOfTheAddress() {
        var account = newAccount();
        var next = newAccount();
        var mail = newMail();
        credits().open(withoutCredit(mail, account));
        credits().leave(mail, account);
        credits().open(withoutCredit(mail, next));

        credits().leave(mail, account);

        assertThat(credits().accountOf(mail)).contains(next);
    }

    private Opening withoutCredit(MailHash mail, AccountId account) {
        return opening(mail, TestEntries.opening(account, "adj#open", Money.ZERO, today), null);
    }
}
