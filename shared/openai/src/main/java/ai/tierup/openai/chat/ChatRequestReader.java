package ai.tierup.openai.chat;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.api.StrictJson;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.ReasoningEffort;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Verbosity;
import ai.tierup.domain.tier.TierId;
import ai.tierup.openai.OpenAiEnums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request for a chat completion. Unknown fields are ignored and never forwarded, and so are fields that ask for
 * nothing. Values out of range are refused. Only an output cap above the tier's maximum is accepted, and lowered later. Features that a
 * client would rely on and we do not offer are refused too.
 */
final class ChatRequestReader {

    private static final int MAX_STOPS = 4;
    private static final int MAX_STOP_LENGTH = 1000;
    private static final int MAX_USER_LENGTH = 512;
    private static final int MAX_METADATA_ENTRIES = 16;
    private static final int MAX_METADATA_KEY_LENGTH = 64;
    private static final int MAX_METADATA_VALUE_LENGTH = 512;
    private static final Map<String, ReasoningEffort> EFFORTS = byName(ReasoningEffort.values(), OpenAiEnums::of);
    private static final Map<String, Verbosity> VERBOSITIES = byName(Verbosity.values(), OpenAiEnums::of);

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
            var tier = tier(request.at("model"));
            UnsupportedFields.refuseIn(request);
            refuseBadMetadata(request.at("metadata"));
            var stream = request.at("stream").optional().map(Field::bool).orElse(false);
            return new ParsedChatRequest.Valid(
                    new ChatRequest(
                            tier,
                            conversation(request),
                            cap(request),
                            stream,
                            shortText(request, "safety_identifier", shortText(request, "user", null)),
                            shortText(request, "prompt_cache_key", null)),
                    includeUsage(request.at("stream_options"), stream));
        } catch (BadRequest e) {
            return new ParsedChatRequest.Invalid(e.error());
        }
    }

    private static TierId tier(Field model) {
        if (!model.isPresent()) {
            throw new BadRequest(ApiErrors.missingField("model", "Ask for tier-1, tier-2, tier-3 or tier-4."));
        }
        return TierId.named(model.text()).orElseThrow(() -> new BadRequest(ApiErrors.modelNotFound()));
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
                ResponseFormatReader.read(request.at("response_format")),
                sampling(request));
    }

    /** Leaves out values that are the default, because some models refuse even those. */
    private static Sampling sampling(Field request) {
        return new Sampling(
                number(request, "temperature", 0, 2, 1),
                number(request, "top_p", 0, 1, 1),
                number(request, "frequency_penalty", -2, 2, 0),
                number(request, "presence_penalty", -2, 2, 0),
                request.at("seed")
                        .optional()
                        .map(seed -> seed.wholeNumber(Long.MIN_VALUE, Long.MAX_VALUE))
                        .orElse(null),
                stops(request.at("stop")),
                request.at("reasoning_effort")
                        .nonEmpty()
                        .map(field -> oneOf(field, EFFORTS))
                        .orElse(null),
                request.at("verbosity")
                        .nonEmpty()
                        .map(field -> oneOf(field, VERBOSITIES))
                        .filter(verbosity -> verbosity != Verbosity.MEDIUM)
                        .orElse(null));
    }

    private static <T> Map<String, T> byName(T[] values, Function<T, String> name) {
        return Arrays.stream(values).collect(Collectors.toUnmodifiableMap(name, Function.identity()));
    }

    private static <T> T oneOf(Field field, Map<String, T> valuesByName) {
        return Objects.requireNonNull(valuesByName.get(field.oneOf(valuesByName.keySet())));
    }

    private static @Nullable Double number(Field request, String name, double min, double max, double defaultNumber) {
        return request.at(name)
                .optional()
                .map(field -> field.number(min, max))
                .filter(number -> number != defaultNumber)
                .orElse(null);
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

    private static @Nullable String shortText(Field request, String name, @Nullable String defaultText) {
        return request.at(name)
                .nonEmpty()
                .map(field -> field.text(MAX_USER_LENGTH))
                .orElse(defaultText);
    }

    /** Validates the metadata as OpenAI does. It is not kept, because no API returns it. */
    private static void refuseBadMetadata(Field metadata) {
        if (metadata.nonEmpty().isEmpty()) {
            return;
        }
        var names = metadata.object().node().fieldNames();
        var count = 0;
        while (names.hasNext()) {
            var name = names.next();
            if (++count > MAX_METADATA_ENTRIES || name.length() > MAX_METADATA_KEY_LENGTH) {
                throw metadata.invalid("Send at most 16 entries with keys of at most 64 characters.");
            }
            metadata.at(name).text(MAX_METADATA_VALUE_LENGTH);
        }
    }
}
