package ai.tierup.domain.conversation;

/** How much a model is to reason before it answers. */
public enum ReasoningEffort {
    NONE,
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH,
    VERY_HIGH,
    MAX
}
