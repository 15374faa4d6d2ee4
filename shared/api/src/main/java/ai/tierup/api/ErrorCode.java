package ai.tierup.api;

import java.util.Locale;

/** The catalogue of errors, with the HTTP status and the type of each. */
public enum ErrorCode {
    INVALID_JSON(400, Type.INVALID_REQUEST_ERROR),
    MISSING_FIELD(400, Type.INVALID_REQUEST_ERROR),
    INVALID_VALUE(400, Type.INVALID_REQUEST_ERROR),
    UNSUPPORTED_PARAMETER(400, Type.INVALID_REQUEST_ERROR),
    CONTEXT_LENGTH_EXCEEDED(400, Type.INVALID_REQUEST_ERROR),
    CONTENT_POLICY_VIOLATION(400, Type.INVALID_REQUEST_ERROR),
    PREVIOUS_RESPONSE_NOT_FOUND(400, Type.INVALID_REQUEST_ERROR),
    ITEM_NOT_FOUND(400, Type.INVALID_REQUEST_ERROR),
    TOO_MANY_KEYS(400, Type.INVALID_REQUEST_ERROR),
    WRONG_CODE(400, Type.INVALID_REQUEST_ERROR),
    PROOF_REQUIRED(400, Type.INVALID_REQUEST_ERROR),
    INVALID_API_KEY(401, Type.AUTHENTICATION_ERROR),
    SESSION_ENDED(401, Type.AUTHENTICATION_ERROR),
    INSUFFICIENT_QUOTA(402, Type.INSUFFICIENT_QUOTA),
    ACCOUNT_FROZEN(403, Type.PERMISSION_ERROR),
    TIER_NOT_ALLOWED(403, Type.PERMISSION_ERROR),
    SCOPE_MISSING(403, Type.PERMISSION_ERROR),
    RIGHTS_EXCEEDED(403, Type.PERMISSION_ERROR),
    ORIGIN_NOT_ALLOWED(403, Type.PERMISSION_ERROR),
    MODEL_NOT_FOUND(404, Type.INVALID_REQUEST_ERROR),
    NOT_FOUND(404, Type.INVALID_REQUEST_ERROR),
    METHOD_NOT_ALLOWED(405, Type.INVALID_REQUEST_ERROR),
    IDEMPOTENCY_IN_PROGRESS(409, Type.CONFLICT_ERROR),
    IDEMPOTENCY_MISMATCH(409, Type.CONFLICT_ERROR),
    REQUEST_TOO_LARGE(413, Type.INVALID_REQUEST_ERROR),
    UNSUPPORTED_MEDIA_TYPE(415, Type.INVALID_REQUEST_ERROR),
    WEBSOCKET_NOT_SUPPORTED(426, Type.INVALID_REQUEST_ERROR),
    DAILY_LIMIT_REACHED(429, Type.RATE_LIMIT_ERROR),
    FREE_ALLOWANCE_REACHED(429, Type.RATE_LIMIT_ERROR),
    BUDGET_REACHED(429, Type.RATE_LIMIT_ERROR),
    TOO_MANY_CONCURRENT_REQUESTS(429, Type.RATE_LIMIT_ERROR),
    RATE_LIMIT_EXCEEDED(429, Type.RATE_LIMIT_ERROR),
    INTERNAL_ERROR(500, Type.SERVER_ERROR),
    SERVICE_UNAVAILABLE(503, Type.SERVER_ERROR),
    UPSTREAM_UNAVAILABLE(503, Type.SERVER_ERROR),
    DAILY_GUARDRAIL_REACHED(503, Type.SERVER_ERROR),
    UPSTREAM_TIMEOUT(504, Type.SERVER_ERROR),
    ANSWER_INTERRUPTED(504, Type.SERVER_ERROR);

    /** The error types of OpenAI's API. */
    private enum Type {
        INVALID_REQUEST_ERROR,
        AUTHENTICATION_ERROR,
        INSUFFICIENT_QUOTA,
        PERMISSION_ERROR,
        CONFLICT_ERROR,
        RATE_LIMIT_ERROR,
        SERVER_ERROR
    }

    private final int status;
    private final Type type;

    ErrorCode(int status, Type type) {
        this.status = status;
        this.type = type;
    }

    public int status() {
        return status;
    }

    public String publicName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String typeName() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** True if an early retry cannot succeed, or is charged again, although clients retry this status. */
    boolean forbidsRetry() {
        return switch (this) {
            case INSUFFICIENT_QUOTA,
                    DAILY_LIMIT_REACHED,
                    FREE_ALLOWANCE_REACHED,
                    BUDGET_REACHED,
                    DAILY_GUARDRAIL_REACHED,
                    IDEMPOTENCY_MISMATCH,
                    ANSWER_INTERRUPTED -> true;
            case INVALID_JSON,
                    MISSING_FIELD,
                    INVALID_VALUE,
                    UNSUPPORTED_PARAMETER,
                    CONTEXT_LENGTH_EXCEEDED,
                    CONTENT_POLICY_VIOLATION,
                    PREVIOUS_RESPONSE_NOT_FOUND,
                    ITEM_NOT_FOUND,
                    TOO_MANY_KEYS,
                    WRONG_CODE,
                    PROOF_REQUIRED,
                    INVALID_API_KEY,
                    SESSION_ENDED,
                    ACCOUNT_FROZEN,
                    TIER_NOT_ALLOWED,
                    SCOPE_MISSING,
                    RIGHTS_EXCEEDED,
                    ORIGIN_NOT_ALLOWED,
                    MODEL_NOT_FOUND,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    IDEMPOTENCY_IN_PROGRESS,
                    REQUEST_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    WEBSOCKET_NOT_SUPPORTED,
                    TOO_MANY_CONCURRENT_REQUESTS,
                    RATE_LIMIT_EXCEEDED,
                    INTERNAL_ERROR,
                    SERVICE_UNAVAILABLE,
                    UPSTREAM_UNAVAILABLE,
                    UPSTREAM_TIMEOUT -> false;
        };
    }
}
