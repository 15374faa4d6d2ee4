package ai.tierup.domain.tier;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrices;

/**
 * What we pay for a candidate.
 *
 * @param tokens prices of tokens that no cache is involved in
 * @param cache how its vendor caches prompts
 */
public record UpstreamPrices(TokenPrices tokens, PromptCache cache) {

    /** Prices of a vendor that does not cache prompts. */
    static UpstreamPrices withoutCache(TokenPrices tokens) {
        return new UpstreamPrices(tokens, PromptCache.none(tokens.input()));
    }

    /** The most that so many native tokens cost: vendors may charge more for input that they write to their cache. */
    Money largestCost(long inputTokens, long outputTokens) {
        var written = new TokenPrices(cache.writePrice(), tokens.output());
        var plain = tokens.costOf(inputTokens, outputTokens);
        var largest = written.costOf(inputTokens, outputTokens);
        return largest.covers(plain) ? largest : plain;
    }
}
