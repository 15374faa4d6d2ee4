package ai.tierup.openai.chat;

import ai.tierup.api.ApiError;
import ai.tierup.domain.completion.ChatRequest;

/** The result of reading a chat request: the request or an error. */
sealed interface ParsedChatRequest {

    /** @param includeUsage true if a stream ends with its usage */
    record Valid(ChatRequest request, boolean includeUsage) implements ParsedChatRequest {}

    /** @param error the first error in the request */
    record Invalid(ApiError error) implements ParsedChatRequest {}
}
