package ai.tierup.domain.conversation;

/** The reason an answer ended. The names are stored: constants may be added but never renamed. */
public enum FinishReason {
    /** The model was done, or reached a stop sequence. */
    STOP,
    /** The output cap was reached. */
    LENGTH,
    /** The model needs the results of its tool calls. */
    TOOL_CALLS,
    /** A provider's filter cut the answer off. */
    CONTENT_FILTER
}
