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

/** Classifies the errors of a provider. Their texts are examined but never kept. */
public final class UpstreamErrors {

    /** The status of an error inside an answer with status 200. */
    static final int NO_STATUS = 0;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<String> CONTEXT_CODES =
            Set.of("context_length_exceeded", "token_limit_exceeded", "exceed_context_size_error");
    private static final Set<String> POLICY_CODES =
            Set.of("content_policy_violation", "content_filter", "moderation", "refusal");
    private static final Set<String> MODEL_CODES = Set.of("model_not_found", "wrong_endpoint");
    private static final Set<String> ACCOUNT_CODES =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "key_limit_exceeded");

    /** Phrases by which servers without such a code report that the prompt is too long. */
    private static final List<String> CONTEXT_PHRASES =
            List.of("context length", "context window", "context size", "prompt is too long");

    private final ChatDialect dialect;

    public UpstreamErrors(ChatDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Returns the failure behind a response whose status is not a success.
     *
     * @param body the response's body, JSON or not
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
        var effectiveStatus = status == NO_STATUS ? error.path("code").asInt(NO_STATUS) : status;
        var codes = codes(error);
        if (codes.stream().anyMatch(CONTEXT_CODES::contains)) {
            return UpstreamFailure.CONTEXT_TOO_LONG;
        }
        if (codes.stream().anyMatch(POLICY_CODES::contains)) {
            return UpstreamFailure.CONTENT_POLICY;
        }
        if (dialect.isUnsupported(error)) {
            return UpstreamFailure.UNSUPPORTED;
        }
        return switch (effectiveStatus) {
            case 401, 402 -> UpstreamFailure.REFUSED_US;
            case 404 -> UpstreamFailure.MODEL_REFUSED;
            case 429 ->
                codes.stream().anyMatch(ACCOUNT_CODES::contains) || dialect.isAccountLimit(error)
                        ? UpstreamFailure.REFUSED_US
                        : UpstreamFailure.UNAVAILABLE;
            case 403 -> isModeration(error) ? UpstreamFailure.CONTENT_POLICY : UpstreamFailure.REFUSED_US;
            case 408, 504, 524 -> UpstreamFailure.SILENT;
            case 400, 413, 422 -> failureOfBadRequest(codes, text(error));
            case NO_STATUS, 500 ->
                isTooLong(text(error)) ? UpstreamFailure.CONTEXT_TOO_LONG : UpstreamFailure.UNAVAILABLE;
            default -> UpstreamFailure.UNAVAILABLE;
        };
    }

    private static UpstreamFailure failureOfBadRequest(Set<String> codes, String text) {
        if (isTooLong(text)) {
            return UpstreamFailure.CONTEXT_TOO_LONG;
        }
        return codes.stream().anyMatch(MODEL_CODES::contains) || text.contains("not a valid model")
                ? UpstreamFailure.MODEL_REFUSED
                : UpstreamFailure.INVALID_REQUEST;
    }

    private static boolean isTooLong(String text) {
        return CONTEXT_PHRASES.stream().anyMatch(text::contains);
    }

    private boolean isModeration(JsonNode error) {
        return dialect.isModeration(error) || text(error).contains("moderation");
    }

    private Set<String> codes(JsonNode error) {
        return Stream.of(
                        dialect.errorType(error),
                        error.path("code").asText(),
                        error.path("type").asText())
                .map(code -> code.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The error texts of the server and of the host behind it, in lower case. */
    private String text(JsonNode error) {
        var message = error.isTextual() ? error : error.path("message");
        return (message.asText() + " " + dialect.errorDetail(error)).toLowerCase(Locale.ROOT);
    }
}
