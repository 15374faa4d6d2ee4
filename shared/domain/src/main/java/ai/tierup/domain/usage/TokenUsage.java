package ai.tierup.domain.usage;

import ai.tierup.domain.tier.TokenFactor;

/**
 * The tokens of one request.
 *
 * @param completionTokens all output, reasoning included
 * @param reasoningTokens the part of {@code completionTokens} that was hidden reasoning
 */
public record TokenUsage(long promptTokens, long completionTokens, long reasoningTokens) {

    public static final TokenUsage NONE = new TokenUsage(0, 0, 0);

    public TokenUsage {
        if (promptTokens < 0 || completionTokens < 0 || reasoningTokens < 0) {
            throw new IllegalArgumentException("Token counts must not be negative");
        }
    }

    public long totalTokens() {
        return promptTokens + completionTokens;
    }

    /** These tokens, with at most {@code limit} in the prompt. */
    public TokenUsage withPromptAtMost(long limit) {
        return new TokenUsage(Math.min(promptTokens, limit), completionTokens, reasoningTokens);
    }

    /** Converts a candidate's native counts to billed counts. */
    public TokenUsage billedBy(TokenFactor factor) {
        return new TokenUsage(
                factor.billed(promptTokens), factor.billed(completionTokens), factor.billed(reasoningTokens));
    }
}
