package ai.tierup.domain.usage;

/** Where the counts of a usage record come from. */
public enum TokenSource {
    /** Upstream's own usage. */
    REPORTED,
    /** Counted from the texts sent and received, because upstream said nothing. */
    COUNTED,
    /** The last checkpoint of a stream whose handler died. */
    CHECKPOINT,
    /** Nothing was consumed, or nothing is known. */
    NONE
}
