package ai.tierup.domain.tier;

/**
 * How many billed tokens a request to a tier may take.
 *
 * @param contextTokens prompt and answer together
 * @param defaultOutputTokens output cap of a request that names none
 * @param maxOutputTokens largest output cap that may be asked for
 */
public record TokenLimits(int contextTokens, int defaultOutputTokens, int maxOutputTokens) {

    boolean isConsistent() {
        return defaultOutputTokens >= 1 && defaultOutputTokens <= maxOutputTokens && maxOutputTokens <= contextTokens;
    }
}
