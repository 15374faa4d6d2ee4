package ai.tierup.functions.observability;

/** What became of an event of the payment provider. */
public enum WebhookOutcome {
    /** What it is about is durable. */
    TAKEN,
    /** It is about a payment that nobody asked for here. */
    NOT_OURS,
    /** It is about nothing that changes a wallet. */
    OF_NOTHING,
    /** The secret to verify it with, or the key to look it up with, is missing. */
    NOT_SET_UP,
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

    /** Whether the event itself is to blame, so that it is refused whatever it is about. */
    public boolean isRefusal() {
        return switch (this) {
            case TOO_LARGE, UNSIGNED, FORGED, OLD, UNREADABLE, OTHER_MODE -> true;
            case TAKEN, NOT_OURS, OF_NOTHING, NOT_SET_UP, UNMATCHED -> false;
        };
    }
}
