package ai.tierup.domain.upstream;

/** Why an upstream call gave no answer, or only a part of one. */
public enum UpstreamFailure {
    /** No connection, a 5xx, an overload, an answer that makes no sense, or a stream cut short. */
    UNAVAILABLE,
    /** No byte within the time allowed. */
    TIMED_OUT,
    /** Our key, our money, or a model that is not there: our fault, whatever the request. */
    REFUSED_US,
    /** The conversation is longer than the model takes. */
    CONTEXT_TOO_LONG,
    /** The conversation was refused for what it says. */
    CONTENT_POLICY,
    /** Something in the request is not accepted. */
    INVALID_REQUEST;

    /** Whether the customer can do something about it. */
    public boolean isCustomers() {
        return switch (this) {
            case CONTEXT_TOO_LONG, CONTENT_POLICY, INVALID_REQUEST -> true;
            case UNAVAILABLE, TIMED_OUT, REFUSED_US -> false;
        };
    }
}
