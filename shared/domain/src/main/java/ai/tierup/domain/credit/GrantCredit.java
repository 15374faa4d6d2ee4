package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.credit.SignUpCredits.Opening;
import ai.tierup.domain.credit.SignUpCredits.OpeningAnswer;
import ai.tierup.domain.credit.SignUpCredits.ReleaseAnswer;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.WalletRules;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Opens the wallet of an account that signs up, with its credit. An address gets one account and one credit, however often and by however
 * many callers this is called. All credits granted in a day stay within the day's limit.
 */
public final class GrantCredit {

    private static final int MAX_SENDS = 5;

    private final SignUpCredits credits;
    private final WalletRules rules;
    private final Money dailyGrants;
    private final CreditBooking booking;
    private final AuditTrail trail;

    /** @param dailyGrants the most that may be granted to all accounts in a day */
    public GrantCredit(
            SignUpCredits credits,
            WalletRules rules,
            Money dailyGrants,
            AuditTrail trail,
            InstantSource clock,
            RandomGenerator random) {
        this.credits = credits;
        this.rules = rules;
        this.dailyGrants = dailyGrants;
        this.booking = new CreditBooking(clock, random);
        this.trail = trail;
    }

    /** The result of {@link #open}. Unless the address is used, the account has a wallet. */
    public sealed interface Outcome {

        /** The credit is granted, and its first part is in the wallet. */
        record Opened(SignUpCredit credit) implements Outcome {}

        /** The day's grants are used up. The wallet is empty, and the credit follows on a later day. */
        record Waiting(SignUpCredit credit) implements Outcome {}

        /** The account gets no credit. The wallet is empty. */
        record NotEligible() implements Outcome {}

        /** The address has another account. Nothing was changed. */
        record MailUsed(AccountId account) implements Outcome {}
    }

    /**
     * Opens the wallet of {@code account}. A caller that does not know whether a call succeeded can repeat it with the same account, and gets
     * the result of the first call.
     *
     * @param account a new id; if it has a wallet under another address, this fails
     * @param eligible whether the account gets a credit
     * @throws IllegalStateException when the id has a wallet under another address
     */
    public Outcome open(AccountId account, MailHash mail, boolean eligible) {
        var waiting = eligible ? SignUpCredit.waiting(account, booking.now()) : null;
        var day = booking.today();
        var credit = waiting == null ? null : waiting.granted(day);
        for (var send = 0; send < MAX_SENDS; send++) {
            var opening = new Opening(mail, first(account, credit, day), rules.freeAllowance(), credit, dailyGrants);
            switch (credits.open(opening)) {
                case OpeningAnswer.Opened opened -> {
                    if (credit != null && isGranted(credit)) {
                        record(credit);
                    }
                    return outcome(credit);
                }
                case OpeningAnswer.MailUsed(var existing) -> {
                    return existing.equals(account)
                            ? outcome(credits.find(account).orElse(null))
                            : new Outcome.MailUsed(existing);
                }
                case OpeningAnswer.GrantsUsedUp usedUp -> credit = waiting;
                case OpeningAnswer.CreditUsed used -> {
                    waiting = null;
                    credit = null;
                }
                // Our clock lags behind the one that closes the day.
                case OpeningAnswer.DayIsClosing(var through) -> {
                    day = through.plusDays(1);
                    credit = isGranted(credit) && waiting != null ? waiting.granted(day) : credit;
                }
            }
        }
        throw new IllegalStateException("Days were closed during every attempt to open " + account);
    }

    private static boolean isGranted(@Nullable SignUpCredit credit) {
        return credit != null && credit.status() != SignUpCredit.Status.WAITING;
    }

    private static Outcome outcome(@Nullable SignUpCredit credit) {
        if (credit == null) {
            return new Outcome.NotEligible();
        }
        return isGranted(credit) ? new Outcome.Opened(credit) : new Outcome.Waiting(credit);
    }

    /** The first entry of the wallet: the first part of the credit, or an adjustment of nothing. */
    private LedgerEntry first(AccountId account, @Nullable SignUpCredit credit, LocalDate day) {
        return credit == null || !isGranted(credit)
                ? booking.nothing(account, day)
                : booking.part(credit, Money.ZERO, day);
    }

    /** Grants a credit that waits, within the day's grants. */
    ReleaseAnswer grant(SignUpCredit waiting) {
        var granted = waiting.granted(booking.today());
        var answer = booking.book(waiting, granted, part -> credits.grant(waiting, granted, part, dailyGrants));
        if (answer instanceof ReleaseAnswer.Released) {
            record(granted);
        }
        return answer;
    }

    /** Records that a credit was granted. It is recorded afterwards, because of several callers only one grants it. */
    private void record(SignUpCredit granted) {
        trail.record(
                Origin.SERVICE,
                granted.account(),
                AuditAction.CREDIT_GRANTED,
                granted.amount().usd());
    }
}
