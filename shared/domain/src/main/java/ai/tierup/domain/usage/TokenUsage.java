package ai.tierup.domain.usage;

import ai.tierup.domain.tier.TokenFactor;

/**
 * Tokens of one request.
 *
 * @param completionTokens all output, reasoning included
 * @param reasoningTokens the part of {@code completionTokens} that was hidden reasoning
 */
public record TokenUsage(long promptTokens, long completionTokens, long reasoningTokens) {

    public static final TokenUsage NONE = new TokenUsage(0, 0, 0);

    public TokenUsage {
        if (promptTokens < 0 || completionTokens < 0 || reasoningTokens < 0) {
            throw new IllegalArgumentException("Token counts are not negative");
        }
    }

    public long totalTokens() {
        return promptTokens + completionTokens;
    }

    /** Native counts of a candidate as billed counts. */
    public TokenUsage billedBy(TokenFactor factor) {
        return new TokenUsage(
                factor.billed(promptTokens), factor.billed(completionTokens), factor.billed(reasoningTokens));
    }
}
