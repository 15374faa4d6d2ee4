package ai.tierup.domain.upstream;

/** The reason an upstream call gave no answer, or only part of one. */
public enum UpstreamFailure {
    /** No connection, a 5xx, an overload, a malformed answer, or a truncated stream. */
    UNAVAILABLE,
    /** The request's own time was up. */
    TIMED_OUT,
    /** The model sent no token within the time allowed, by us or by somebody between us and the model. */
    SILENT,
    /** The provider refuses our account: the key, the balance or a limit of ours. Its other models would be refused too. */
    REFUSED_US,
    /** The model does not exist there, or our settings or the mapping's price limit exclude it. */
    MODEL_REFUSED,
    /** Nobody serves the model with all parameters of the request. */
    UNSUPPORTED,
    /** The conversation exceeds the model's context. */
    CONTEXT_TOO_LONG,
    /** The conversation was refused for its content. */
    CONTENT_POLICY,
    /** Something else in the request is not accepted. */
    INVALID_REQUEST;

    /** Returns whether it says that the candidate is ill. A customer's error and our own deadline say nothing of the candidate. */
    public boolean isIllness() {
        return this != UNSUPPORTED && this != TIMED_OUT && !isCustomerError();
    }

    /** Returns whether the customer can do something about the failure. */
    public boolean isCustomerError() {
        return switch (this) {
            case CONTEXT_TOO_LONG, CONTENT_POLICY, INVALID_REQUEST -> true;
            case UNAVAILABLE, TIMED_OUT, SILENT, REFUSED_US, MODEL_REFUSED, UNSUPPORTED -> false;
        };
    }
}
