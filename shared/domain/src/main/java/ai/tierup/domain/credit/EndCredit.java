package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.books.Books;
import ai.tierup.domain.books.Row;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.LedgerEntry;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Ends sign-up credits that are over. What is left of the released parts is taken back from the wallet. Requests use the sign-up credit before
 * other granted credit, which never ends.
 */
public final class EndCredit {

    private static final int MAX_ATTEMPTS = 3;

    private final SignUpCredits credits;
    private final WalletLedger ledger;
    private final Books books;
    private final CreditBooking booking;
    private final AuditTrail trail;

    public EndCredit(
            SignUpCredits credits,
            WalletLedger ledger,
            Books books,
            AuditTrail trail,
            InstantSource clock,
            RandomGenerator random) {
        this.credits = credits;
        this.ledger = ledger;
        this.books = books;
        this.booking = new CreditBooking(clock, random);
        this.trail = trail;
    }

    /**
     * Ends the credit of an account that is deleted, before its time, and leaves its mailbox to another account, which gets no credit. While
     * requests use the credit, it stays for the next run of {@link AdvanceCredits}. Safe to repeat.
     *
     * @param mailbox null if the account has none
     */
    public void afterDeletion(AccountId account, @Nullable MailHash mailbox) {
        if (mailbox != null) {
            credits.leave(mailbox, account);
        }
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var seen = credits.find(account);
            if (seen.isEmpty() || seen.get().status() == SignUpCredit.Status.ENDED) {
                return;
            }
            var next = seen.get().afterDeletion();
            if (next.equals(seen.get()) || credits.replace(seen.get(), next)) {
                if (next.status() == SignUpCredit.Status.ENDING) {
                    end(next);
                }
                return;
            }
        }
        throw new IllegalStateException("The credit of " + account + " changed during every attempt to end it");
    }

    /**
     * Ends a credit, unless requests are using granted credit at the moment: what they give back must be taken too. The wallet can also change
     * during every attempt.
     *
     * @return whether this call ended it; if not, call again later
     */
    boolean end(SignUpCredit credit) {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var wallet = ledger.find(credit.account())
                    .orElseThrow(() -> new IllegalStateException("There is no wallet of " + credit.account()));
            if (isInUse(wallet)) {
                return false;
            }
            if (end(credit, wallet)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInUse(Wallet wallet) {
        return wallet.holds().values().stream().anyMatch(hold -> hold.purse() == Purse.GRANT);
    }

    private boolean end(SignUpCredit credit, Wallet wallet) {
        var left = left(wallet);
        var isEnded = left.isZero()
                ? isUnchanged(wallet) && credits.replace(credit, credit.ended())
                : credits.takeBack(
                        credit, credit.ended(), booking.taken(credit.account(), left, openDay(wallet)), wallet);
        if (isEnded) {
            trail.record(Origin.SERVICE, credit.account(), AuditAction.CREDIT_ENDED, left.usd());
        }
        return isEnded;
    }

    /** Whether the entries, which were read after the wallet, are those of the wallet. A write that takes something back checks it itself. */
    private boolean isUnchanged(Wallet wallet) {
        return ledger.find(wallet.account()).filter(wallet::equals).isPresent();
    }

    /** What is left of the sign-up credit when it was spent before all other granted credit. */
    private Money left(Wallet wallet) {
        var others = books.entries(wallet.account())
                .map(Row::content)
                .filter(entry -> entry.purse() == Purse.GRANT && entry.type() != EntryType.SIGN_UP_CREDIT)
                .map(LedgerEntry::amount)
                .reduce(Money.ZERO, Money::plus);
        return wallet.grant().minus(others).orZeroIfNegative();
    }

    /** Today, or the day of a wallet that was rolled by a clock ahead of ours. */
    private LocalDate openDay(Wallet wallet) {
        var today = booking.today();
        return wallet.day().isAfter(today) ? wallet.day() : today;
    }
}
