package ai.tierup.domain.alarm;

/** Raises alarms for the operator. Never throws. */
public interface Alarms {

    /** A failure on our side. */
    enum Alarm {
        WALLET_MISSING,
        WALLET_UNBALANCED,
        HOLD_KEY_REUSED,
        COST_ABOVE_HOLD,
        COST_ABOVE_DRAW,
        SETTLEMENT_FAILED,
        CHECKPOINT_FAILED,
        SWEEP_FAILED,
        AUDIT_MISMATCH,
        CLOSE_FAILED,
        BOOKS_MISMATCH,
        TOOL_CALLS_FORGOTTEN,
        OUTPUT_NOT_KEPT,
        MARKERS_UNAVAILABLE,
        CLAIM_FAILED,
        CLAIM_LOST,
        CLAIM_STUCK,
        ANSWER_UNREADABLE,
        PAYMENT_UNMATCHED,
        WEBHOOK_REFUSED,
        PAYMENTS_UNAVAILABLE,
        MAIL_UNAVAILABLE,
        RECONCILE_DIFFERENCE,
        RECONCILE_INCOMPLETE,
        UPSTREAM_REFUSED_US,
        LIST_PRICES_STALE,
        MODEL_REFUSED,
        CANDIDATE_ENDING,
        CANDIDATE_CHANGED,
        MODELS_TO_EVALUATE,
        CANARY_ROLLED_BACK,
        BAD_SETTING,
        REHEARSAL_FAILED,
        SECRETS_UNAVAILABLE,
        STORE_UNAVAILABLE,
        JOB_FAILED,
        INTERNAL_ERROR,
        START_FAILED,
        ANSWER_NOT_TAKEN,
        RUNTIME_API_LOST
    }

    /** @param subject the account or request concerned, or the name of an exception; never a customer's text */
    void raise(Alarm alarm, String subject);
}
