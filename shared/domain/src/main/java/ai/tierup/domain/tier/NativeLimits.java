package ai.tierup.domain.tier;

import org.jspecify.annotations.Nullable;

/**
 * The limits of a candidate on a request, in its own tokens.
 *
 * @param maxOutputTokens its largest output cap
 * @param contextTokens prompt and answer together; null if the mapping does not say
 */
public record NativeLimits(int maxOutputTokens, @Nullable Integer contextTokens) {

    public NativeLimits {
        if (maxOutputTokens < 1 || (contextTokens != null && contextTokens < 1)) {
            throw new IllegalArgumentException("A candidate's limits must be at least 1 token");
        }
    }

    /** Returns whether so many tokens fit into the context. */
    boolean hold(long tokens) {
        return contextTokens == null || tokens <= contextTokens;
    }
}
