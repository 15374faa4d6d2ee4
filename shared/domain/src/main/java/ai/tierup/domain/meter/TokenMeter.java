package ai.tierup.domain.meter;

/**
 * Counts neutral tokens: those of one published tokeniser, the same for all tiers and whoever serves them. Safe for concurrent use.
 */
@FunctionalInterface
public interface TokenMeter {

    /** The tokens of {@code text}. Once there are more than {@code limit}, any larger number may be returned. */
    long count(String text, long limit);
}
