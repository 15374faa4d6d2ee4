package ai.tierup.domain.conversation;

/** The amount of reasoning requested before an answer. */
public enum ReasoningEffort {
    NONE,
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH,
    VERY_HIGH,
    MAX
}
