package ai.tierup.domain.tier;

/**
 * The limits of a tier on a request, in neutral tokens.
 *
 * @param contextTokens prompt and answer together
 * @param defaultOutputTokens output cap of a request that sets none
 * @param maxOutputTokens largest output cap that a request may set
 */
public record TokenLimits(int contextTokens, int defaultOutputTokens, int maxOutputTokens) {

    boolean isConsistent() {
        return defaultOutputTokens >= 1 && defaultOutputTokens <= maxOutputTokens && maxOutputTokens <= contextTokens;
    }
}
