package ai.tierup.domain.conversation;

/** The verbosity requested of an answer. */
public enum Verbosity {
    LOW,
    MEDIUM,
    HIGH
}
