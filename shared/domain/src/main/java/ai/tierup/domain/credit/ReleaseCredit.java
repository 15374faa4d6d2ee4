package ai.tierup.domain.credit;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.credit.SignUpCredits.ReleaseAnswer;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Releases parts of sign-up credits to the wallets, each once, however many callers there are. */
public final class ReleaseCredit {

    /** More than the parts of a credit. */
    private static final int MAX_ATTEMPTS = 30;

    private final SignUpCredits credits;
    private final CreditBooking booking;
    private final AuditTrail trail;

    public ReleaseCredit(SignUpCredits credits, AuditTrail trail, InstantSource clock, RandomGenerator random) {
        this.credits = credits;
        this.booking = new CreditBooking(clock, random);
        this.trail = trail;
    }

    /**
     * Releases the rest of an account's credit, because the customer has paid for a top-up. A credit that waits is released as a whole when it
     * is granted. Safe to repeat; does nothing for an account without a credit.
     */
    public void afterTopUp(AccountId account) {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var heldBack = credits.find(account).filter(credit -> credit.isHeldBack(booking.today()));
            if (heldBack.isEmpty() || change(heldBack.get(), heldBack.get().afterTopUp())) {
                return;
            }
        }
        throw changedEachTime(account);
    }

    /** Releases every part that is due, and returns how many this call released. */
    int releaseDue(SignUpCredit due) {
        var released = 0;
        var credit = due;
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            if (!credit.isReleaseDue(booking.today())) {
                return released;
            }
            var next = credit.withNextRelease();
            if (change(credit, next)) {
                credit = next;
                released++;
            } else {
                credit = credits.find(due.account()).orElseThrow(() -> changedEachTime(due.account()));
            }
        }
        throw changedEachTime(due.account());
    }

    /**
     * Writes {@code next} in place of {@code seen}, and records what it releases. It is recorded afterwards, because of several callers only
     * one releases it.
     *
     * @return false when somebody else changed the credit before
     */
    private boolean change(SignUpCredit seen, SignUpCredit next) {
        if (seen.released().equals(next.released())) {
            return credits.replace(seen, next);
        }
        var answer = booking.book(seen, next, part -> credits.release(seen, next, part));
        var isReleased = answer instanceof ReleaseAnswer.Released;
        if (isReleased) {
            var amount = next.released().minus(seen.released());
            trail.record(Origin.SERVICE, next.account(), AuditAction.CREDIT_RELEASED, amount.usd());
        }
        return isReleased;
    }

    private static IllegalStateException changedEachTime(AccountId account) {
        return new IllegalStateException("The credit of " + account + " could not be changed, whatever it was read as");
    }
}
