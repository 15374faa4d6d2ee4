package ai.tierup.api.inference;

import ai.tierup.api.ApiError;
import ai.tierup.api.FieldNames;
import ai.tierup.domain.completion.ChatRequest;

/** The body of a request as an API read it. */
public sealed interface ReadRequest {

    /**
     * @param fields what errors about the request call its fields
     * @param writers write its answer as it asks for
     */
    record Valid(ChatRequest request, FieldNames fields, AnswerWriters writers) implements ReadRequest {}

    /** @param error the first thing that is wrong with it */
    record Invalid(ApiError error) implements ReadRequest {}
}
