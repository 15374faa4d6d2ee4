package ai.tierup.openai.chat;

import ai.tierup.api.ApiError;
import ai.tierup.api.FieldNames;
import ai.tierup.domain.completion.ChatRequest;

/** The result of reading a chat request: the request or an error. */
sealed interface ParsedChatRequest {

    /**
     * @param includeUsage true if a stream ends with its usage
     * @param capField the field in which the output cap was sent, for errors about it
     */
    record Valid(ChatRequest request, boolean includeUsage, String capField) implements ParsedChatRequest {

        public FieldNames fieldNames() {
            return new FieldNames("model", "messages", capField, "tools", "response_format", "reasoning_effort");
        }
    }

    /** @param error the first error in the request */
    record Invalid(ApiError error) implements ParsedChatRequest {}
}
