package ai.tierup.domain.tier;

import ai.tierup.domain.money.TokenPrice;

/**
 * How the vendor of a candidate caches prompts.
 *
 * @param readPrice what we pay for a prompt token that comes from the cache
 * @param writePrice what we pay for a prompt token that is written to it; often more than for one that is not
 * @param isMarked whether the vendor caches only what a request marks
 * @param isShared whether all our accounts share one cache, so that one of them could learn from the time of an answer what another has
 *     sent. Each account's prompts are then given a beginning of their own
 */
public record PromptCache(TokenPrice readPrice, TokenPrice writePrice, boolean isMarked, boolean isShared) {

    /** No cache: each prompt token costs {@code input}. */
    public static PromptCache none(TokenPrice input) {
        return new PromptCache(input, input, false, false);
    }

    /**
     * Returns whether it pays to write to the cache what is expected to be read again.
     *
     * @param input price of a prompt token without the cache
     * @param reads the expected number of times
     */
    public boolean isWorthWriting(TokenPrice input, long reads) {
        var extra = writePrice.picoUsd() - input.picoUsd();
        var saved = Math.multiplyExact(reads, input.picoUsd() - readPrice.picoUsd());
        return saved > extra;
    }
}
