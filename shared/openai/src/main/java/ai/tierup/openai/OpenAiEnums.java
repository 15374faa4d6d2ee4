package ai.tierup.openai;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Verbosity;

/** The domain's enums as values of OpenAI's wire format. */
public final class OpenAiEnums {

    private OpenAiEnums() {}

    /** The value of {@code finish_reason}. */
    public static String of(FinishReason reason) {
        return switch (reason) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> "content_filter";
        };
    }

    /** The value of {@code verbosity}. */
    public static String of(Verbosity verbosity) {
        return switch (verbosity) {
            case LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
        };
    }
}
