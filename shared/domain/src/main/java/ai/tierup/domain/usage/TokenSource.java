package ai.tierup.domain.usage;

/** The origin of a usage record's token counts. */
public enum TokenSource {
    /** Upstream's own usage. */
    REPORTED,
    /** Counted from the texts sent and received, because upstream reported nothing. */
    COUNTED,
    /** The last checkpoint of a stream whose handler died. */
    CHECKPOINT,
    /** No consumption, or an unknown one. */
    NONE
}
