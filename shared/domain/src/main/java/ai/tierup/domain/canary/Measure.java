package ai.tierup.domain.canary;

/**
 * What is compared of requests. Each result has a level, and a higher level is worse. The levels of times and costs are powers of a ratio, so
 * that one measure suits fast and slow tiers.
 */
public enum Measure {
    /** No answer, or not all of it, for a reason other than a content filter. */
    FAILURE("failure", 2),
    /** A candidate failed, and the next one was asked. */
    FALLBACK("fallback", 2),
    /** The time to the first token, in steps of √2 from 62 ms to 45 s. */
    FIRST_TOKEN("first_token", 21),
    /** What the customer is charged, in steps of 2 from a millionth of a dollar to half a dollar. */
    COST("cost", 21),
    /** An answer that reached its output cap. */
    CUT("cut", 2),
    /** A provider's filter stopped the answer, or refused the request. */
    REFUSAL("refusal", 2),
    /** An answer that is not the JSON that the request orders. Only of requests that order JSON. */
    SCHEMA("schema", 2),
    /** A call of an unknown tool, or with arguments that are not what the tool takes. Only of answers with tool calls. */
    TOOL_CALL("tool_call", 2);

    private static final double MIN_MILLIS = 62.5;
    private static final double MIN_NANO_USD = 1_000;

    private final String publicName;
    private final int levels;

    Measure(String publicName, int levels) {
        this.publicName = publicName;
        this.levels = levels;
    }

    public String publicName() {
        return publicName;
    }

    public int levels() {
        return levels;
    }

    /** The level of a time to the first token. */
    static int ofMillis(long millis) {
        return level(2 * log2(millis / MIN_MILLIS), FIRST_TOKEN);
    }

    /** The level of a cost. */
    static int ofNanoUsd(long nanoUsd) {
        return level(log2(nanoUsd / MIN_NANO_USD), COST);
    }

    private static int level(double steps, Measure measure) {
        return Math.clamp((long) Math.floor(steps) + 1, 0, measure.levels - 1);
    }

    private static double log2(double ratio) {
        return ratio <= 0 ? -1 : Math.log(ratio) / Math.log(2);
    }
}
