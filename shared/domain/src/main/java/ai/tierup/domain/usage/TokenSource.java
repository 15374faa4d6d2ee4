package ai.tierup.domain.usage;

/** The origin of a usage record's token counts. */
public enum TokenSource {
    /** Upstream's own usage times a factor, in records of earlier versions. */
    REPORTED,
    /** Counted by us from what was sent and received. */
    COUNTED,
    /** The last checkpoint of a stream whose handler died. */
    CHECKPOINT,
    /** No consumption, or an unknown one. */
    NONE
}
