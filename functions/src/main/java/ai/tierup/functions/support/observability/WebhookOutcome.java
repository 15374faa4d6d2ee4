package ai.tierup.functions.support.observability;

/** The outcome of an event from the payment provider. */
public enum WebhookOutcome {
    /** Its effect is stored. */
    TAKEN,
    /** It is about a payment that this stage did not request. */
    NOT_OURS,
    /** It is not about anything that changes a wallet. */
    OF_NOTHING,
    /** No payment key is configured. */
    NOT_SET_UP,
    /** A payment key is configured, but no webhook secret to verify events with. */
    SECRET_MISSING,
    /** A dependency did not answer, or an unexpected failure occurred. The provider sends the event again. */
    FAILED,
    TOO_LARGE,
    /** Its signature header is missing or malformed. */
    UNSIGNED,
    FORGED,
    OLD,
    UNREADABLE,
    /** It is in live mode and our key in test mode, or the reverse. */
    OTHER_MODE,
    /** It names one of our orders but does not match it. An alarm was raised when that was found. */
    UNMATCHED;

    /**
     * Returns whether Stripe's own events fail because our secret, mode or API version is wrong. Outcomes that anybody can cause are not
     * among these: an event that was signed with a secret unknown to us cannot be told from one that Stripe did not send.
     */
    public boolean isMisconfiguration() {
        return switch (this) {
            case SECRET_MISSING, UNREADABLE, OTHER_MODE -> true;
            case TAKEN, NOT_OURS, OF_NOTHING, NOT_SET_UP, FAILED, TOO_LARGE, UNSIGNED, FORGED, OLD, UNMATCHED -> false;
        };
    }
}
