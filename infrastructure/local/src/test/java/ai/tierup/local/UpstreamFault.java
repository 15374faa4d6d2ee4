package ai.tierup.local;

import java.util.EnumSet;

/** The ways in which a model fails, as words of the simulator, and what a client gets if all models of a tier fail like that. */
enum UpstreamFault {
    SILENCE("hang", 504),
    COMMENTS_FOR_EVER("comments", 504),
    LATE_FIRST_TOKEN("first_token=20000", 504),
    STALL("stall_after=5", 504),
    RATE_LIMITED_WITH_TIME("status=429,retry_after=30", 503),
    RATE_LIMITED("status=429", 503),
    SERVER_ERROR_ONCE("status=500,first", 200),
    UNAVAILABLE("status=503", 503),
    RESET("reset", 503),
    CUT("break_after=5", 504),
    MALFORMED_CHUNK("malformed_after=5", 504),
    NO_DONE("no_done", 200),
    NO_FINISH_REASON("no_finish", 504),
    CONTEXT_EXCEEDED("type=context_length_exceeded", 400),
    CONTENT_FILTER("type=content_policy_violation", 400),
    PREFILL_REFUSED("no_prefill", 400),
    FLAPPING("status=503,flap", 503),
    LIES_IN_USAGE("usage_times=1000", 200);

    private static final int REQUESTS_UNTIL_ILL = 3;

    /** Five of ten requests must have failed. */
    private static final int REQUESTS_UNTIL_FLAPPING_IS_ILLNESS = 9;

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

    /** Returns whether a model that always fails like this is ill, so that it is asked no more. */
    boolean isIllness() {
        return statusIfAllFail >= 500;
    }

    /** Returns whether the model lets requests wait until their time is up. */
    boolean isWait() {
        return EnumSet.of(SILENCE, COMMENTS_FOR_EVER, LATE_FIRST_TOKEN, STALL).contains(this);
    }

    /** The requests after which a model that fails like this is known to be ill. */
    int requestsUntilIll() {
        return this == FLAPPING ? REQUESTS_UNTIL_FLAPPING_IS_ILLNESS : REQUESTS_UNTIL_ILL;
    }

    /** Returns whether the first piece of an answer has reached a client that streams before the model fails. */
    boolean isAfterFirstDelta() {
        return EnumSet.of(CUT, STALL, MALFORMED_CHUNK, NO_FINISH_REASON).contains(this);
    }
}
