package ai.tierup.domain.usage;

/**
 * The tokens of a request, or of several.
 *
 * @param completionTokens all output, reasoning included
 * @param reasoningTokens the part of {@code completionTokens} that was hidden reasoning
 * @param repeatedTokens the part of {@code promptTokens} that the account had sent shortly before
 */
public record TokenUsage(long promptTokens, long completionTokens, long reasoningTokens, long repeatedTokens) {

    public static final TokenUsage NONE = new TokenUsage(0, 0, 0);

    public TokenUsage {
        if (promptTokens < 0 || completionTokens < 0 || reasoningTokens < 0 || repeatedTokens < 0) {
            throw new IllegalArgumentException("Token counts must not be negative");
        }
        if (repeatedTokens > promptTokens) {
            throw new IllegalArgumentException("No more than the prompt can be repeated");
        }
    }

    /** Tokens of which none are repeated. */
    public TokenUsage(long promptTokens, long completionTokens, long reasoningTokens) {
        this(promptTokens, completionTokens, reasoningTokens, 0);
    }

    /** The input alone. */
    public TokenUsage input() {
        return new TokenUsage(promptTokens, 0, 0, repeatedTokens);
    }

    public long totalTokens() {
        return promptTokens + completionTokens;
    }

    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                reasoningTokens + other.reasoningTokens,
                repeatedTokens + other.repeatedTokens);
    }

    /** These tokens, of whose prompt {@code tokens} were sent before, or all if it has fewer. */
    public TokenUsage withRepeated(long tokens) {
        return new TokenUsage(promptTokens, completionTokens, reasoningTokens, Math.min(promptTokens, tokens));
    }
}
