package ai.tierup.domain.usage;

/** The end of a request that had a hold. */
public enum Outcome {
    ANSWERED,
    FAILED,
    EXPIRED
}
