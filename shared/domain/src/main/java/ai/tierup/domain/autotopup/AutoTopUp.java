package ai.tierup.domain.autotopup;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.payment.SavedMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account's automatic top-ups, with its saved payment method. A new object is written in place of the version before it, so one of
 * several concurrent changes is written.
 *
 * @param version number of writes so far
 * @param rule null when the customer wants none
 * @param method null when no payment method is saved
 * @param savedWith the top-up that the last method was saved with, even if that method is gone; null if there was none
 * @param discarded methods to be deleted at the provider
 */
public record AutoTopUp(
        AccountId account,
        long version,
        @Nullable AutoTopUpRule rule,
        @Nullable SavedMethod method,
        @Nullable TopUpId savedWith,
        List<SavedMethod> discarded,
        Progress progress) {

    public AutoTopUp {
        discarded = List.copyOf(discarded);
    }

    /** An account that has neither a rule nor a payment method. */
    public static AutoTopUp none(AccountId account) {
        return new AutoTopUp(account, 0, null, null, null, List.of(), Progress.NONE);
    }

    /** Sets a rule, and goes on after a pause. */
    AutoTopUp with(AutoTopUpRule changed) {
        return new AutoTopUp(account, version + 1, changed, method, savedWith, discarded, progress.resumed());
    }

    /** Ends automatic top-ups, and gives up the payment method. A charge that is running ends first. */
    AutoTopUp stopped() {
        return new AutoTopUp(account, version + 1, null, null, savedWith, discardedAnd(method), progress.resumed());
    }

    /** Returns whether {@code topUp} is newer than the one that the last method was saved with. */
    boolean isNewer(TopUpId topUp) {
        return savedWith == null || savedWith.value().compareTo(topUp.value()) < 0;
    }

    /** Sets the payment method, and goes on after a pause. */
    AutoTopUp with(SavedMethod saved, TopUpId with) {
        var others = saved.equals(method) ? discarded : discardedAnd(method);
        return new AutoTopUp(account, version + 1, rule, saved, with, others, progress.resumed());
    }

    private List<SavedMethod> discardedAnd(@Nullable SavedMethod other) {
        var all = new ArrayList<>(discarded);
        if (other != null) {
            all.add(other);
        }
        return all;
    }

    AutoTopUp withoutDiscarded() {
        return new AutoTopUp(account, version + 1, rule, method, savedWith, List.of(), progress);
    }

    AutoTopUp started(RunningCharge charge) {
        return with(progress.started(charge));
    }

    AutoTopUp succeeded() {
        return with(progress.succeeded());
    }

    AutoTopUp expired() {
        return with(progress.expired());
    }

    AutoTopUp failed(RunningCharge charge, Instant now) {
        return with(wants(charge) ? progress.failed(charge, now) : progress.failedWithReplacedMethod(charge));
    }

    AutoTopUp unconfirmed(RunningCharge charge) {
        return with(wants(charge) ? progress.unconfirmed(charge) : progress.failedWithReplacedMethod(charge));
    }

    /** Returns whether the customer still wants {@code charge}: there is a rule, and its method is the present one. */
    boolean wants(RunningCharge charge) {
        return rule != null && charge.method().equals(method);
    }

    private AutoTopUp with(Progress next) {
        return new AutoTopUp(account, version + 1, rule, method, savedWith, discarded, next);
    }
}
