package ai.tierup.domain.tier;

import ai.tierup.domain.money.TokenPrices;
import java.util.Set;

/**
 * One upstream checkpoint a tier may use. Never shown to a customer.
 *
 * @param slug the aggregator's name of the model
 * @param maxOutputTokens its own output cap, in native tokens
 * @param upstreamPrices what we pay
 */
public record Candidate(
        String slug,
        Set<Capability> capabilities,
        int maxOutputTokens,
        TokenPrices upstreamPrices,
        TokenFactor factor) {

    public Candidate {
        capabilities = Set.copyOf(capabilities);
    }

    /** The output cap that it is sent, in its own tokens, when {@code billedTokens} are to be the most. */
    public int nativeCap(int billedTokens) {
        return Math.max(1, Math.min(factor.nativeCap(billedTokens), maxOutputTokens));
    }
}
