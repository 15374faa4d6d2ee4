package ai.tierup.domain.usage;

/** How a request that held money ended. */
public enum Outcome {
    ANSWERED,
    FAILED,
    EXPIRED
}
