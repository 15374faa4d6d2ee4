package ai.tierup.openai.upstream;

import ai.tierup.domain.upstream.UpstreamFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells what an upstream error means. Its own words are looked at and never kept. */
public final class UpstreamErrors {

    /** For an error inside an answer whose status said that all was well. */
    static final int NO_STATUS = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> TOO_LONG =
            Set.of("context_length_exceeded", "token_limit_exceeded", "exceed_context_size_error");
    private static final Set<String> AGAINST_POLICY =
            Set.of("content_policy_violation", "content_filter", "moderation", "refusal");
    private static final Set<String> NO_SUCH_MODEL = Set.of("model_not_found", "wrong_endpoint");

    /** How servers say it that have no code for it. */
    private static final List<String> TOO_LONG_IN_PROSE =
            List.of("context length", "context window", "context size", "prompt is too long");

    private final ChatDialect dialect;

    public UpstreamErrors(ChatDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * The failure behind an answer that is not a 200.
     *
     * @param body what came with it, JSON or not
     */
    public UpstreamFailure failureOf(int status, String body) {
        try {
            var json = JSON.readTree(body);
            return failureOf(status, json.hasNonNull("error") ? json.path("error") : json);
        } catch (JsonProcessingException e) {
            return failureOf(status, MissingNode.getInstance());
        }
    }

    UpstreamFailure failureOf(int status, JsonNode error) {
        var code = status == NO_STATUS ? error.path("code").asInt(NO_STATUS) : status;
        var words = words(error);
        if (words.stream().anyMatch(TOO_LONG::contains)) {
            return UpstreamFailure.CONTEXT_TOO_LONG;
        }
        if (words.stream().anyMatch(AGAINST_POLICY::contains)) {
            return UpstreamFailure.CONTENT_POLICY;
        }
        return switch (code) {
            case 401, 402, 404 -> UpstreamFailure.REFUSED_US;
            case 403 -> isModeration(error) ? UpstreamFailure.CONTENT_POLICY : UpstreamFailure.REFUSED_US;
            case 408, 504, 524 -> UpstreamFailure.TIMED_OUT;
            case 400, 413, 422 -> requestsFault(words, prose(error));
            case NO_STATUS, 500 ->
                isTooLong(prose(error)) ? UpstreamFailure.CONTEXT_TOO_LONG : UpstreamFailure.UNAVAILABLE;
            default -> UpstreamFailure.UNAVAILABLE;
        };
    }

    private static UpstreamFailure requestsFault(Set<String> words, String prose) {
        if (isTooLong(prose)) {
            return UpstreamFailure.CONTEXT_TOO_LONG;
        }
        return words.stream().anyMatch(NO_SUCH_MODEL::contains) || prose.contains("not a valid model")
                ? UpstreamFailure.REFUSED_US
                : UpstreamFailure.INVALID_REQUEST;
    }

    private static boolean isTooLong(String prose) {
        return TOO_LONG_IN_PROSE.stream().anyMatch(prose::contains);
    }

    private boolean isModeration(JsonNode error) {
        return dialect.isModeration(error) || prose(error).contains("moderation");
    }

    private Set<String> words(JsonNode error) {
        return Stream.of(
                        dialect.errorKind(error),
                        error.path("code").asText(),
                        error.path("type").asText())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is said to people, by the server or by the provider behind it. */
    private String prose(JsonNode error) {
        var message = error.isTextual() ? error : error.path("message");
        return (message.asText() + " " + dialect.errorProse(error)).toLowerCase(Locale.ROOT);
    }
}
