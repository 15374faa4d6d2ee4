package ai.tierup.bench.soak;

import java.util.Random;

/** What the simulated provider is told to do with a request, in the words of docs/SIMULATORS.md. */
enum Trouble {
    NONE(""),
    LONG("tokens=250"),
    REASONING("reasoning=40,tokens=20"),
    HIDDEN_REASONING("hidden_reasoning=100"),
    SLOW("slow=20,tokens=60"),
    REFUSED_ONCE("status=503,first"),
    BUSY_ONCE("status=429,retry_after=1,first"),
    REFUSED("status=503"),
    ERROR_IN_200("error_in_200,first"),
    RESET("reset,first"),
    HANG("hang,first"),
    GARBAGE("garbage,first"),
    TRUNCATED("truncated_json,first"),
    MALFORMED("malformed_after=5"),
    CUT("break_after=5"),
    ERROR("error_after=5"),
    BARE_ERROR("bare_error_after=5"),
    STALL("stall_after=5"),
    NO_USAGE("no_usage"),
    NO_DONE("no_done"),
    NO_FINISH("no_finish"),
    EMPTY("empty"),
    LATE("first_token=1000");

    /** The part of requests without any. */
    private static final double NONE_SHARE = 0.6;

    private final String words;

    Trouble(String words) {
        this.words = words;
    }

    static Trouble any(Random random) {
        return random.nextDouble() < NONE_SHARE ? NONE : values()[random.nextInt(values().length)];
    }

    /** A question that causes it. */
    String question(String text) {
        return words.isEmpty() ? text : "[[simulate:" + words + "]] " + text;
    }
}
