package ai.tierup.api.inference;

import ai.tierup.api.ApiError;
import ai.tierup.api.FieldNames;
import ai.tierup.domain.completion.ChatRequest;

/** The result of reading a request's body: the request or an error. */
public sealed interface ParsedRequest {

    /**
     * @param fields the field names for errors about the request
     * @param writers creates the writer of its answer
     */
    record Valid(ChatRequest request, FieldNames fields, AnswerWriters writers) implements ParsedRequest {}

    /** @param error the first error in the request */
    record Invalid(ApiError error) implements ParsedRequest {}
}
