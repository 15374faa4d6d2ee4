package ai.tierup.domain.tier;

/**
 * The neutral tokens per native token of a candidate, in thousandths, as measured. It converts what we cannot count ourselves: hidden
 * reasoning, and the output cap that is sent upstream.
 *
 * @param permille 1000 if its tokeniser makes as many tokens as ours; at least 1
 */
public record NativeRatio(int permille) {

    public static final NativeRatio ONE = new NativeRatio(1000);

    public NativeRatio {
        if (permille < 1) {
            throw new IllegalArgumentException("A native ratio must be at least 1 permille: " + permille);
        }
    }

    /** Neutral tokens of a native count, rounded up. */
    public long neutral(long nativeTokens) {
        return Math.ceilDiv(Math.multiplyExact(nativeTokens, (long) permille), 1000L);
    }

    /** The native tokens that a text of {@code neutralTokens} may have, rounded up. */
    public int nativeTokens(long neutralTokens) {
        return Math.clamp(
                Math.ceilDiv(Math.multiplyExact(neutralTokens, 1000L), (long) permille), 0, Integer.MAX_VALUE);
    }
}
