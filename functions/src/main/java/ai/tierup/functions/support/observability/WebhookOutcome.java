package ai.tierup.functions.support.observability;

/** What became of an event of the payment provider. */
public enum WebhookOutcome {
    /** What it is about is durable. */
    TAKEN,
    /** It is about a payment that nobody asked for here. */
    NOT_OURS,
    /** It is about nothing that changes a wallet. */
    OF_NOTHING,
    /** Nobody can pay here. */
    NOT_SET_UP,
    /** Customers can pay, and the secret is missing by which their events could be verified. */
    SECRET_MISSING,
    /** Something that was needed did not answer, or nobody expected what happened. It is sent again. */
    FAILED,
    TOO_LARGE,
    /** No signature can be read. */
    UNSIGNED,
    FORGED,
    OLD,
    UNREADABLE,
    /** Money moves there and not here, or the other way round. */
    OTHER_MODE,
    /** It says that it is ours, and does not fit what we know. The operator was told where that was found. */
    UNMATCHED;

    /** Whether it is refused whatever it is about, and will be the next time. */
    public boolean isRefusal() {
        return switch (this) {
            case SECRET_MISSING, TOO_LARGE, UNSIGNED, FORGED, OLD, UNREADABLE, OTHER_MODE -> true;
            case TAKEN, NOT_OURS, OF_NOTHING, NOT_SET_UP, FAILED, UNMATCHED -> false;
        };
    }
}
