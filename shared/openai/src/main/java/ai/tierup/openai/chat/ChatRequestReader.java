package ai.tierup.openai.chat;

import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.api.StrictJson;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.openai.RequestFields;
import ai.tierup.openai.ResponseFormatReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request for a chat completion. Unknown fields are ignored and never forwarded, and so are fields that ask for
 * nothing. Values out of range are refused. Only an output cap above the tier's maximum is accepted, and lowered later. Features that a
 * client would rely on and we do not offer are refused too.
 */
final class ChatRequestReader {

    private static final int MAX_STOPS = 4;
    private static final int MAX_STOP_LENGTH = 1000;
    private static final Map<String, ReasoningEffort> EFFORTS =
            RequestFields.byName(ReasoningEffort.values(), ReasoningEffort::publicName);

    private ChatRequestReader() {}

    /** Returns the request or the first error in it. Never throws. */
    static ParsedChatRequest read(byte[] body) {
        return switch (StrictJson.readObject(body)) {
            case StrictJson.Invalid(var error) -> new ParsedChatRequest.Invalid(error);
            case StrictJson.Parsed(var json) -> read(new Field(json, ""));
        };
    }

    private static ParsedChatRequest read(Field request) {
        try {
            var tier = RequestFields.tier(request.at("model"));
            UnsupportedFields.refuseIn(request);
            RequestFields.refuseBadMetadata(request.at("metadata"));
            var stream = request.at("stream").optional().map(Field::bool).orElse(false);
            return new ParsedChatRequest.Valid(
                    new ChatRequest(
                            tier,
                            conversation(request),
                            cap(request),
                            stream,
                            RequestFields.shortText(
                                    request, "safety_identifier", RequestFields.shortText(request, "user", null)),
                            RequestFields.shortText(request, "prompt_cache_key", null)),
                    includeUsage(request.at("stream_options"), stream));
        } catch (BadRequest e) {
            return new ParsedChatRequest.Invalid(e.error());
        }
    }

    /** Reads the cap under both names, so that both are validated; the newer name wins. */
    private static @Nullable Integer cap(Field request) {
        var older = wholeCap(request.at("max_tokens"));
        var newer = wholeCap(request.at("max_completion_tokens"));
        return newer == null ? older : newer;
    }

    private static @Nullable Integer wholeCap(Field field) {
        return field.optional()
                .map(cap -> (int) cap.wholeNumber(1, Integer.MAX_VALUE))
                .orElse(null);
    }

    private static boolean includeUsage(Field options, boolean stream) {
        var include = options.nonEmpty()
                .flatMap(present -> present.object().at("include_usage").optional())
                .map(Field::bool)
                .orElse(false);
        if (include && !stream) {
            throw options.invalid("Send stream_options only with \"stream\": true.");
        }
        return include;
    }

    private static Conversation conversation(Field request) {
        var offer = ToolChoiceReader.offer(ToolReader.tools(request.at("tools")), request.at("tool_choice"));
        var parallel = request.at("parallel_tool_calls").optional().map(Field::bool);
        return new Conversation(
                MessageReader.messages(request.at("messages")),
                offer.tools(),
                offer.choice(),
                parallel.filter(allowed -> !allowed && !offer.tools().isEmpty()).orElse(null),
                ResponseFormatReader.read(request.at("response_format"), format -> format.at("json_schema")),
                sampling(request));
    }

    /** Leaves out values that are the default, because some models refuse even those. */
    private static Sampling sampling(Field request) {
        return new Sampling(
                RequestFields.number(request, "temperature", 0, 2, 1),
                RequestFields.number(request, "top_p", 0, 1, 1),
                RequestFields.number(request, "frequency_penalty", -2, 2, 0),
                RequestFields.number(request, "presence_penalty", -2, 2, 0),
                request.at("seed")
                        .optional()
                        .map(seed -> seed.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE))
                        .orElse(null),
                stops(request.at("stop")),
                request.at("reasoning_effort")
                        .nonEmpty()
                        .map(field -> RequestFields.oneOf(field, EFFORTS))
                        .orElse(null),
                RequestFields.verbosity(request.at("verbosity")));
    }

    /** Reads the stop sequences. An empty one would end every answer at its start, and models refuse it. */
    private static List<String> stops(Field stop) {
        var stops = new ArrayList<String>();
        stop.nonEmpty().ifPresent(present -> {
            if (present.node().isTextual()) {
                stops.add(present.text(MAX_STOP_LENGTH));
            } else {
                present.elements(
                        MAX_STOPS,
                        element -> element.nonEmpty().ifPresent(sequence -> stops.add(sequence.text(MAX_STOP_LENGTH))));
            }
        });
        return stops;
    }
}
