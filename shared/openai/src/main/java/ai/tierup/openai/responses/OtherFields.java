package ai.tierup.openai.responses;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.openai.RequestFields;
import java.util.Set;

/** Checks the fields that change nothing about the answer, and refuses those whose state we do not keep. */
final class OtherFields {

    private static final int MAX_INCLUDES = 100;
    private static final int MAX_ID_LENGTH = 256;
    private static final int MAX_LOGPROBS = 20;

    private OtherFields() {}

    static void check(Field request) {
        refuseState(request);
        RequestFields.refuseBadMetadata(request.at("metadata"));
        for (var flag : new String[] {"store", "stream"}) {
            request.at(flag).optional().ifPresent(Field::bool);
        }
        request.at("include").nonEmpty().ifPresent(include -> include.elements(MAX_INCLUDES, Field::text));
        request.at("stream_options").optional().ifPresent(Field::object);
        request.at("truncation").nonEmpty().ifPresent(truncation -> truncation.oneOf(Set.of("auto", "disabled")));
        request.at("max_tool_calls").optional().ifPresent(calls -> calls.wholeNumber(0, Integer.MAX_VALUE));
        // Log probabilities would tell the models of a tier apart. The answer's lists of them are empty.
        request.at("top_logprobs").optional().ifPresent(count -> count.wholeNumber(0, MAX_LOGPROBS));
        request.at("service_tier").nonEmpty().ifPresent(Field::text);
    }

    private static void refuseState(Field request) {
        request.at("previous_response_id").nonEmpty().ifPresent(id -> {
            throw new BadRequest(ApiErrors.previousResponseNotFound(id.text(MAX_ID_LENGTH)));
        });
        request.at("conversation").nonEmpty().ifPresent(conversation -> {
            throw conversation.unsupported(
                    "Leave it out, and send the whole conversation in \"input\". Conversations are not stored.");
        });
        request.at("prompt").nonEmpty().ifPresent(prompt -> {
            throw prompt.unsupported(
                    "Leave it out, and send the prompt itself in \"instructions\". Prompts are not stored.");
        });
        request.at("background").optional().ifPresent(background -> {
            if (background.bool()) {
                throw background.unsupported(
                        "Leave it out, and send \"stream\": true. Responses are not stored, so none can be fetched"
                                + " later.");
            }
        });
    }
}
