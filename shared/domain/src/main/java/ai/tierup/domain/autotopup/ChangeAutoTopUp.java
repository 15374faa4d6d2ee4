package ai.tierup.domain.autotopup;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.payment.PaymentMethods;
import ai.tierup.domain.payment.SavedMethod;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Changes an account's automatic top-ups: its rule, and the payment method that it has saved. */
public final class ChangeAutoTopUp implements PaymentMethods {

    private static final String TARGET = "auto_top_up";

    private static final int MAX_ATTEMPTS = 10;

    private final AutoTopUps store;
    private final AuditTrail trail;

    public ChangeAutoTopUp(AutoTopUps store, AuditTrail trail) {
        this.store = store;
        this.trail = trail;
    }

    /** Sets the rule. Automatic top-ups that have paused go on. */
    public AutoTopUp set(Origin origin, AccountId account, AutoTopUpRule rule) {
        trail.record(origin, account, AuditAction.AUTO_TOP_UP_CHANGED, TARGET);
        return change(account, seen -> seen.with(rule), store::change).orElseThrow();
    }

    /** Ends automatic top-ups. The payment method is deleted here at once, and at the provider by {@link RunAutoTopUps}. */
    public void stop(Origin origin, AccountId account) {
        trail.record(origin, account, AuditAction.AUTO_TOP_UP_STOPPED, TARGET);
        if (store.find(account).version() > 0) {
            change(account, AutoTopUp::stopped, store::change);
        }
    }

    @Override
    public void keep(AccountId account, TopUpId savedWith, SavedMethod method) {
        // Kept for a deleted account too, so that the job deletes it at the provider.
        change(account, seen -> seen.isNewer(savedWith) ? seen.with(method, savedWith) : seen, store::replace)
                .ifPresent(saved -> trail.record(
                        Origin.SERVICE, account, AuditAction.PAYMENT_METHOD_SAVED, savedWith.publicName()));
    }

    /**
     * @param change returns the same object for no change
     * @param write writes the next version, or returns false if there is another one
     * @return what was written; empty for no change
     */
    private Optional<AutoTopUp> change(AccountId account, UnaryOperator<AutoTopUp> change, Predicate<AutoTopUp> write) {
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            var seen = store.find(account);
            var next = change.apply(seen);
            if (next.equals(seen)) {
                return Optional.empty();
            }
            if (write.test(next)) {
                return Optional.of(next);
            }
        }
        throw new IllegalStateException("The automatic top-ups of " + account + " changed during every attempt");
    }
}
