package ai.tierup.local;

/** The ways in which a model fails, as words of the simulator, and what a client gets if all models of a tier fail like that. */
enum UpstreamFault {
    RATE_LIMITED_WITH_TIME("status=429,retry_after=30", 503),
    RATE_LIMITED("status=429", 503),
    SERVER_ERROR_ONCE("status=500,first", 200),
    UNAVAILABLE("status=503", 503),
    RESET("reset", 503),
    SILENCE("hang", 504),
    COMMENTS_FOR_EVER("comments", 504),
    LATE_FIRST_TOKEN("first_token=1700", 504),
    CUT("break_after=5", 504),
    STALL("stall_after=5", 504),
    MALFORMED_CHUNK("malformed_after=5", 504),
    NO_DONE("no_done", 200),
    NO_FINISH_REASON("no_finish", 504),
    CONTEXT_EXCEEDED("type=context_length_exceeded", 400),
    CONTENT_FILTER("type=content_policy_violation", 400),
    PREFILL_REFUSED("no_prefill", 400),
    FLAPPING("status=503,flap", 503),
    LIES_IN_USAGE("usage_times=1000", 200);

    private final String words;
    private final int statusIfAllFail;

    UpstreamFault(String words, int statusIfAllFail) {
        this.words = words;
        this.statusIfAllFail = statusIfAllFail;
    }

    String words() {
        return words;
    }

    /** The status of a whole answer. */
    int statusIfAllFail() {
        return statusIfAllFail;
    }

    /** Returns whether the first piece of an answer has reached a client that streams before the model fails. */
    boolean isAfterFirstDelta() {
        return switch (this) {
            case CUT, STALL, MALFORMED_CHUNK, NO_FINISH_REASON -> true;
            case RATE_LIMITED_WITH_TIME,
                    RATE_LIMITED,
                    SERVER_ERROR_ONCE,
                    UNAVAILABLE,
                    RESET,
                    SILENCE,
                    COMMENTS_FOR_EVER,
                    LATE_FIRST_TOKEN,
                    NO_DONE,
                    CONTEXT_EXCEEDED,
                    CONTENT_FILTER,
                    PREFILL_REFUSED,
                    FLAPPING,
                    LIES_IN_USAGE -> false;
        };
    }
}
