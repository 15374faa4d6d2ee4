package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.payment.RefundCash;

/** Refunds the cash that a deleted account has left, and records who did it and why. */
public final class RefundAccount {

    private final RecordedActs acts;
    private final RefundCash refundCash;

    public RefundAccount(RecordedActs acts, RefundCash refundCash) {
        this.acts = acts;
        this.refundCash = refundCash;
    }

    /** The result of {@link #refund}. */
    public sealed interface Outcome {

        record Refunded(RefundCash.Result result) implements Outcome {}

        /** Nothing was refunded or recorded. */
        record Refused(RefundCash.Refusal reason) implements Outcome {}
    }

    /**
     * Refunds what is left. May be repeated.
     *
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long
     * @throws ai.tierup.domain.payment.PaymentsUnavailable when the provider cannot be reached, or refuses a refund; what was refunded before
     *     stands
     */
    public Outcome refund(Operator who, String why, AccountId account) {
        var refusal = refundCash.refusal(account);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        var refunding = acts.<Outcome>audited(
                account, AuditAction.CASH_REFUNDED, "cash", () -> new Outcome.Refunded(refundCash.refund(account)));
        return acts.run(who, why, "refund", account.value(), refunding);
    }
}
