package ai.tierup.domain.conversation;

/** How wordy an answer is to be. */
public enum Verbosity {
    LOW,
    MEDIUM,
    HIGH
}
