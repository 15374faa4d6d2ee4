package ai.tierup.anthropic;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.ErrorCode;
import ai.tierup.api.JsonBytes;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.conversation.FileProblem;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.Capability;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes errors as {@code {"type":"error","error":{"type","message"},"request_id"}}. The message begins with the field, if there is one. */
final class AnthropicErrors {

    /** Clients that know this word and the class after it leave out what the tier does not offer, and try again. */
    private static final String REJECTED = "capability_rejected: ";

    private AnthropicErrors() {}

    static ErrorAnswer answer(ApiError error, RequestId id) {
        var answer = ErrorAnswer.of(error, JsonBytes.of(json -> write(json, error, id)));
        if (!isFinal(error)) {
            return answer;
        }
        var headers = new LinkedHashMap<>(answer.headers());
        headers.put("x-should-retry", "false");
        return new ErrorAnswer(answer.status(), headers, answer.body());
    }

    static void write(JsonGenerator json, ApiError error, RequestId id) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "error");
        json.writeObjectFieldStart("error");
        json.writeStringField("type", type(error.code()));
        var known = knownWords(error);
        json.writeStringField("message", known == null ? message(error) : known);
        if (known != null) {
            json.writeStringField("detail", error.message());
        }
        json.writeEndObject();
        json.writeStringField("request_id", id.publicName());
        json.writeEndObject();
    }

    /** Returns whether clients of this API would send the request again, also with other fields, although that is in vain. */
    private static boolean isFinal(ApiError error) {
        return error.code() == ErrorCode.INVALID_API_KEY || (error.code().status() == 400 && knownWords(error) == null);
    }

    /** Returns the message by which clients know what to do about a refusal; null if they know none. People find ours beside it. */
    private static @Nullable String knownWords(ApiError error) {
        return switch (error.refusal()) {
            case ChatRefusal.ContextTooLong(var tier, var tokens) ->
                "prompt is too long: %d tokens > %d maximum"
                        .formatted(tokens, tier.limits().contextTokens());
            case ChatRefusal.Unsupported(var tier, var missing) ->
                missing.stream()
                        .map(AnthropicErrors::capability)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(REJECTED::concat)
                        .orElse(null);
            case ChatRefusal.FileRefused(var field, var problem) -> {
                var rejected = rejected(problem);
                yield rejected == null ? null : REJECTED + rejected;
            }
            case null, default -> null;
        };
    }

    /** The content that a client must do without; null if its user can send another file or another address. */
    private static @Nullable String rejected(FileProblem problem) {
        return switch (problem) {
            case TOO_MANY_IMAGES -> "media_budget";
            case NOT_A_DOCUMENT, DAMAGED, ENCRYPTED, TOO_MANY_PAGES, TOO_COMPLEX, WITHOUT_TEXT -> "document_block";
            case NOT_PUBLIC, UNREACHABLE, TOO_SLOW, TOO_LARGE, NOT_AN_IMAGE -> null;
        };
    }

    private static @Nullable String capability(Capability missing) {
        return switch (missing) {
            case VISION -> "image_block";
            case JSON_SCHEMA -> "structured_outputs_unsupported";
            case REASONING_EFFORT -> "effort_unsupported";
            case TOOLS -> null;
        };
    }

    private static String message(ApiError error) {
        var field = error.param();
        return field == null || error.message().startsWith(field) ? error.message() : field + ": " + error.message();
    }

    private static String type(ErrorCode code) {
        return switch (code) {
            case DAILY_LIMIT_REACHED, BUDGET_REACHED, FREE_ALLOWANCE_REACHED -> "billing_error";
            case UPSTREAM_UNAVAILABLE -> "overloaded_error";
            default ->
                switch (code.status()) {
                    case 401 -> "authentication_error";
                    case 402 -> "billing_error";
                    case 403 -> "permission_error";
                    case 404 -> "not_found_error";
                    case 413 -> "request_too_large";
                    case 429 -> "rate_limit_error";
                    case 500, 503 -> "api_error";
                    case 504 -> "timeout_error";
                    default -> "invalid_request_error";
                };
        };
    }
}
