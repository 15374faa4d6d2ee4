package ai.tierup.api;

/** Words the errors in requests for answers. Many clients show nothing of an error but its message. */
public final class RequestErrors {

    private static final String NOT_CHARGED = " You were not charged.";

    private RequestErrors() {}

    /** Returns the error with a message that names the field, and says that nothing was charged. */
    public static ApiError inFull(ApiError error) {
        if (error.code() == ErrorCode.INVALID_API_KEY) {
            return error; // It is not known whose money it would have been.
        }
        var message = error.refusal() == null ? withField(error) : error.message();
        return error.saying(message.contains(" charged") ? message : message + NOT_CHARGED);
    }

    private static String withField(ApiError error) {
        var field = error.param();
        if (field == null) {
            return error.message();
        }
        return switch (error.code()) {
            case MISSING_FIELD -> error.message().replace(ApiErrors.MISSING, field + " is missing.");
            case INVALID_VALUE -> field + " has no valid value. " + error.message();
            case UNSUPPORTED_PARAMETER -> field + " asks for what is not supported. " + error.message();
            default -> error.message();
        };
    }
}
