package ai.tierup.openai.chat;

import ai.tierup.api.ApiError;
import ai.tierup.api.FieldNames;
import ai.tierup.domain.completion.ChatRequest;

/** A chat request as it was read. */
sealed interface ReadChat {

    /**
     * @param includeUsage whether a stream is to end with its usage
     * @param capField the name under which the output cap was sent, for errors about it
     */
    record Read(ChatRequest request, boolean includeUsage, String capField) implements ReadChat {

        public FieldNames fields() {
            return new FieldNames("model", "messages", capField, "tools", "response_format", "reasoning_effort");
        }
    }

    record Invalid(ApiError error) implements ReadChat {}
}
