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
}
