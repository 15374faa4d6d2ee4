package ai.tierup.domain.assess;

import ai.tierup.domain.money.TokenPrice;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.PromptCache;
import ai.tierup.domain.tier.UpstreamPrices;

/**
 * A host of a model. The default provider passes each request on to one of them.
 *
 * @param contextTokens the largest prompt and answer together, in native tokens
 * @param pricing the largest prices that a request within the context may have
 */
public record Host(String name, int contextTokens, int maxOutputTokens, UpstreamPrices pricing) {

    /** Prices that are as high as the given ones, and as those of this host. */
    UpstreamPrices covering(UpstreamPrices other) {
        var cache = other.cache();
        return new UpstreamPrices(
                new TokenPrices(
                        max(other.tokens().input(), pricing.tokens().input()),
                        max(other.tokens().output(), pricing.tokens().output())),
                new PromptCache(
                        max(cache.readPrice(), pricing.cache().readPrice()),
                        max(cache.writePrice(), pricing.cache().writePrice()),
                        cache.isMarked(),
                        cache.isShared()));
    }

    private static TokenPrice max(TokenPrice one, TokenPrice other) {
        return one.picoUsd() < other.picoUsd() ? other : one;
    }
}
