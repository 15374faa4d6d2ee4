package ai.tierup.openai.responses;

import ai.tierup.api.ApiError;
import ai.tierup.domain.completion.ChatRequest;

/** The result of reading a request: the request or an error. */
sealed interface ParsedResponsesRequest {

    record Valid(ChatRequest request, AnswerForm form) implements ParsedResponsesRequest {}

    /** @param error the first error in the request */
    record Invalid(ApiError error) implements ParsedResponsesRequest {}
}
