package ai.tierup.domain.tier;

import ai.tierup.domain.money.TokenPrices;
import java.util.Set;

/**
 * A provider's model that a tier may use. Never shown to a customer.
 *
 * @param provider the provider that serves it
 * @param slug the provider's name for the model
 * @param maxOutputTokens its maximum output cap, in native tokens
 * @param upstreamPrices what we pay
 */
public record Candidate(
        ProviderId provider,
        String slug,
        Set<Capability> capabilities,
        int maxOutputTokens,
        TokenPrices upstreamPrices,
        TokenFactor factor) {

    private static final String PROVIDER_SEPARATOR = "::";

    public Candidate {
        capabilities = Set.copyOf(capabilities);
    }

    /** The unique name of the candidate: its slug, preceded by its provider unless that is the default one. */
    public String name() {
        return provider.equals(ProviderId.DEFAULT) ? slug : provider + PROVIDER_SEPARATOR + slug;
    }

    /** The output cap to send it, in native tokens, for an answer of at most {@code billedTokens}. */
    public int nativeCap(int billedTokens) {
        return Math.max(1, Math.min(factor.nativeCap(billedTokens), maxOutputTokens));
    }
}
