package ai.tierup.domain.usage;

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
}
