package ai.tierup.simulators.upstream;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How a vendor caches prompts.
 *
 * @param isExplicit whether only what the request marks is cached
 * @param minTokens smallest prompt that is cached
 * @param stepTokens cached tokens are counted in whole steps
 * @param readRatio price of a cached token, as a part of the input price
 * @param writeRatio price of a token that is written to the cache, as a part of the input price
 * @param lifetime time after the last use
 */
record CachePolicy(
        boolean isExplicit,
        int minTokens,
        int stepTokens,
        BigDecimal readRatio,
        BigDecimal writeRatio,
        Duration lifetime) {

    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final int NEVER = Integer.MAX_VALUE;
    private static final Pattern LARGE_MINIMUM = Pattern.compile(".*(opus|haiku|-pro).*");

    /** Models that OpenAI charges for writing to the cache. */
    private static final Pattern CHARGED_WRITES = Pattern.compile("openai/gpt-(5\\.[6-9]|[6-9]).*");

    /** Models of the autumn of 2026, whose cached tokens cost half of those of their predecessors. */
    private static final Pattern NEW = Pattern.compile(".*(-5\\.5|gpt-6\\.|gemini-4).*");

    static CachePolicy of(String slug) {
        var minTokens = LARGE_MINIMUM.matcher(slug).matches() ? 4_096 : 1_024;
        var isNew = NEW.matcher(slug).matches();
        return switch (ModelFamily.of(slug)) {
            case ANTHROPIC -> explicit(minTokens, isNew ? "0.05" : "0.1");
            case QWEN -> explicit(1_024, "0.1");
            case OPENAI ->
                automatic(
                        1_024,
                        128,
                        isNew ? "0.05" : "0.1",
                        CHARGED_WRITES.matcher(slug).matches() ? "1.25" : "1");
            case GOOGLE -> automatic(minTokens, 1, isNew ? "0.05" : "0.25", "1");
            case DEEPSEEK -> automatic(1_024, 64, "0.1", "1");
            case KIMI, XAI -> automatic(1_024, 1, "0.25", "1");
            case MISTRAL, OTHER -> automatic(NEVER, 1, "1", "1");
        };
    }

    private static CachePolicy explicit(int minTokens, String readRatio) {
        return new CachePolicy(true, minTokens, 1, new BigDecimal(readRatio), new BigDecimal("1.25"), FIVE_MINUTES);
    }

    private static CachePolicy automatic(int minTokens, int stepTokens, String readRatio, String writeRatio) {
        return new CachePolicy(
                false, minTokens, stepTokens, new BigDecimal(readRatio), new BigDecimal(writeRatio), FIVE_MINUTES);
    }
}
