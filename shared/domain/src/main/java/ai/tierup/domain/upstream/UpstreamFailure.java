package ai.tierup.domain.upstream;

/** The reason an upstream call gave no answer, or only part of one. */
public enum UpstreamFailure {
    /** No connection, a 5xx, an overload, a malformed answer, or a truncated stream. */
    UNAVAILABLE,
    /** The request's time was up, or upstream reports that somebody stopped waiting. */
    TIMED_OUT,
    /** The model sent no token within the time allowed. */
    SILENT,
    /** The provider refused our key, our balance is used up, or the model does not exist: our fault, not that of the request. */
    REFUSED_US,
    /** Nobody serves the model with all parameters of the request. */
    UNSUPPORTED,
    /** The conversation exceeds the model's context. */
    CONTEXT_TOO_LONG,
    /** The conversation was refused for its content. */
    CONTENT_POLICY,
    /** Something else in the request is not accepted. */
    INVALID_REQUEST;

    /** Returns whether the customer can do something about the failure. */
    public boolean isCustomerError() {
        return switch (this) {
            case CONTEXT_TOO_LONG, CONTENT_POLICY, INVALID_REQUEST -> true;
            case UNAVAILABLE, TIMED_OUT, SILENT, REFUSED_US, UNSUPPORTED -> false;
        };
    }
}
