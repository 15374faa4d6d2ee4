package ai.tierup.domain.tier;

import ai.tierup.domain.money.TokenPrices;
import java.util.Set;

/**
 * One upstream checkpoint a tier may use. Never shown to a customer.
 *
 * @param provider who serves it
 * @param slug the provider's name of the model
 * @param maxOutputTokens its own output cap, in native tokens
 * @param upstreamPrices what we pay
 */
public record Candidate(
        ProviderId provider,
        String slug,
        Set<Capability> capabilities,
        int maxOutputTokens,
        TokenPrices upstreamPrices,
        TokenFactor factor) {

    private static final String PROVIDER_END = "::";

    public Candidate {
        capabilities = Set.copyOf(capabilities);
    }

    /** Tells it from every other candidate: the slug, after the provider's name unless that is the default one. */
    public String name() {
        return provider.equals(ProviderId.DEFAULT) ? slug : provider + PROVIDER_END + slug;
    }

    /** The output cap that it is sent, in its own tokens, when {@code billedTokens} are to be the most. */
    public int nativeCap(int billedTokens) {
        return Math.max(1, Math.min(factor.nativeCap(billedTokens), maxOutputTokens));
    }
}
