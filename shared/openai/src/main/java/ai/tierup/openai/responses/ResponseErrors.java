package ai.tierup.openai.responses;

import ai.tierup.api.ApiError;
import ai.tierup.api.ErrorAnswer;
import ai.tierup.api.ErrorBody;
import ai.tierup.api.ErrorCode;
import java.util.LinkedHashMap;

/**
 * Writes errors so that this API's clients do what helps. Coding agents repeat a request up to thirty times after a 5xx, six times after
 * most statuses of clients' mistakes, and not at all after a 400 or a code that they know.
 */
final class ResponseErrors {

    private static final String RETRY_AFTER = "retry-after";

    /** Agents stop after a few attempts when they see this code. */
    private static final String OVERLOADED = "server_is_overloaded";

    private ResponseErrors() {}

    static ErrorAnswer answer(ApiError error) {
        var answer = ErrorAnswer.of(error, ErrorBody.write(error, code(error.code())));
        var headers = new LinkedHashMap<>(answer.headers());
        if (error.forbidsRetry()) {
            // Agents wait as long as they are told, which is hours for a limit of the day.
            headers.remove(RETRY_AFTER);
        }
        var status = error.code() == ErrorCode.MODEL_NOT_FOUND ? ErrorCode.INVALID_VALUE.status() : answer.status();
        return new ErrorAnswer(status, headers, answer.body());
    }

    private static String code(ErrorCode code) {
        return switch (code) {
            case SERVICE_UNAVAILABLE, UPSTREAM_UNAVAILABLE, DAILY_GUARDRAIL_REACHED -> OVERLOADED;
            default -> code.publicName();
        };
    }

    /** The code of an error in a stream. There are few, and agents repeat the request after all that they do not know. */
    static String streamedCode(ErrorCode code) {
        return switch (code) {
            case CONTEXT_LENGTH_EXCEEDED -> code.publicName();
            case CONTENT_POLICY_VIOLATION, INVALID_VALUE -> "invalid_prompt";
            case RATE_LIMIT_EXCEEDED -> "rate_limit_exceeded";
            default -> "server_error";
        };
    }
}
