package ai.tierup.domain.completion;

import ai.tierup.domain.answer.Attempt;
import ai.tierup.domain.answer.Attempts;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.wallet.Hold;

/**
 * The billed tokens and the costs of a request. The customer pays for one of its attempts, we pay for all of them. The customer pays for no
 * more input than the request can be, whatever upstream reports, nor for more than the tier's context.
 *
 * @param tokens billed tokens
 * @param costs costs, with the customer's part capped at what the hold covers
 * @param aboveHold whether upstream reports more than the request can be, or a cost above the hold; the excess is our loss
 */
record Bill(TokenUsage tokens, TokenSource source, Costs costs, boolean aboveHold) {

    private static final int BYTES_PER_COUNTED_TOKEN = 4;

    /** @param drawn the most that one attempt can cost us */
    static Bill of(Attempts attempts, Money drawn, InputSize input, Tier tier, Hold hold) {
        var attempt = attempts.deciding();
        var consumed = consumed(attempt, input);
        var nativeTokens = consumed.tokens().withPromptAtMost(input.boundTokens());
        var tokens = nativeTokens
                .billedBy(attempt.candidate().factor())
                .withPromptAtMost(tier.limits().contextTokens());
        var cost = tier.prices().costOf(tokens.promptTokens(), tokens.completionTokens());
        var listCost =
                tier.isFree() ? tier.listPrices().costOf(tokens.promptTokens(), tokens.completionTokens()) : Money.ZERO;
        var costs = new Costs(cost, listCost, attempts.upstreamCost(drawn));
        var covered = costs.atMost(hold);
        var aboveHold = consumed.source() == TokenSource.REPORTED
                && !(covered.equals(costs) && nativeTokens.equals(consumed.tokens()));
        return new Bill(tokens, consumed.source(), covered, aboveHold);
    }

    private record Consumed(TokenUsage tokens, TokenSource source) {}

    /** Upstream's count if it is plausible, otherwise our own. */
    private static Consumed consumed(Attempt attempt, InputSize input) {
        if (!attempt.isPaid()) {
            return new Consumed(TokenUsage.NONE, TokenSource.NONE);
        }
        var output = counted(attempt.outputBytes());
        var reasoning = counted(attempt.reasoningBytes());
        var usage = attempt.usage();
        return usage != null && (usage.tokens().completionTokens() > 0 || output + reasoning == 0)
                ? new Consumed(usage.tokens(), TokenSource.REPORTED)
                : new Consumed(
                        new TokenUsage(input.countedTokens(), output + reasoning, reasoning), TokenSource.COUNTED);
    }

    private static long counted(long bytes) {
        return Math.ceilDiv(bytes, (long) BYTES_PER_COUNTED_TOKEN);
    }
}
