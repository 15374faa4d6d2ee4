package ai.tierup.domain.conversation;

/** Why an answer ended. Stored under these names: a constant may be added, never renamed. */
public enum FinishReason {
    /** The model was done, or came to a stop sequence. */
    STOP,
    /** The output cap was reached. */
    LENGTH,
    /** The model waits for the results of its tool calls. */
    TOOL_CALLS,
    /** A provider's filter cut the answer off. */
    CONTENT_FILTER
}
