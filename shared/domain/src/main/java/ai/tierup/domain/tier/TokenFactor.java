package ai.tierup.domain.tier;

/**
 * The billed tokens per native token of a candidate, in thousandths. It keeps prices and counts the same for customers when a tier is
 * remapped to a model with another tokeniser.
 *
 * @param permille 1000 bills native tokens unchanged; at least 1
 */
public record TokenFactor(int permille) implements Comparable<TokenFactor> {

    public static final TokenFactor ONE = new TokenFactor(1000);

    public TokenFactor {
        if (permille < 1) {
            throw new IllegalArgumentException("A token factor must be at least 1 permille: " + permille);
        }
    }

    /** Billed tokens of a native count, rounded up. */
    public long billed(long nativeTokens) {
        return Math.ceilDiv(Math.multiplyExact(nativeTokens, (long) permille), 1000L);
    }

    /** The largest native cap whose billed tokens do not exceed {@code billedTokens}. */
    public int nativeCap(int billedTokens) {
        return Math.toIntExact(Math.floorDiv(billedTokens * 1000L, (long) permille));
    }

    @Override
    public int compareTo(TokenFactor other) {
        return Integer.compare(permille, other.permille);
    }
}
