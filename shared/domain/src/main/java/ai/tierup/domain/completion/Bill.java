package ai.tierup.domain.completion;

import ai.tierup.domain.answer.Attempt;
import ai.tierup.domain.answer.Attempts;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord.Consumption;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldBound;

/**
 * The consumption and the costs of a request. The customer pays for one of its attempts, we pay for all of them. Input and visible output are
 * counted by us. Only hidden reasoning is upstream's count, converted. The customer pays for no more output than the cap, and for no more
 * input than the tier's context.
 *
 * @param costs costs, with the customer's part capped at what the hold covers
 * @param aboveHold whether more was counted than the hold covers, which nothing should make possible
 */
record Bill(Consumption consumption, Costs costs, boolean aboveHold) {

    private static final int BYTES_PER_REASONING_TOKEN = 4;

    /**
     * @param drawn the most that one attempt can cost us
     * @param repeatedTokens the part of the input that was sent before
     */
    static Bill of(
            Attempts attempts, Money drawn, RequestMeter meter, long repeatedTokens, HoldBound bound, Hold hold) {
        var attempt = attempts.deciding();
        var tokens = attempt.isPaid() ? tokens(attempt, meter, bound).withRepeated(repeatedTokens) : TokenUsage.NONE;
        var tier = bound.tier();
        var cost = tier.prices().costOf(tokens.promptTokens(), tokens.repeatedTokens(), tokens.completionTokens());
        var listCost = tier.isFree()
                ? tier.listPrices().costOf(tokens.promptTokens(), tokens.repeatedTokens(), tokens.completionTokens())
                : Money.ZERO;
        var costs = new Costs(cost, listCost, attempts.upstreamCost(drawn));
        var covered = costs.atMost(hold);
        var usage = attempt.usage();
        var consumption = new Consumption(
                tokens,
                attempt.isPaid() ? TokenSource.COUNTED : TokenSource.NONE,
                attempt.candidate().name(),
                usage == null ? null : usage.tokens());
        return new Bill(consumption, covered, !covered.equals(costs));
    }

    private static TokenUsage tokens(Attempt attempt, RequestMeter meter, HoldBound bound) {
        var cap = (long) bound.outputTokens();
        var visible = Math.min(meter.answerTokens(attempt.given()), cap);
        var reasoning = Math.min(reasoningTokens(attempt), cap - visible);
        var prompt = Math.min(meter.inputTokens(), bound.tier().limits().contextTokens());
        return new TokenUsage(prompt, visible + reasoning, reasoning);
    }

    /** Upstream's count, converted. Where it gives none, a quarter of the bytes that we received. */
    private static long reasoningTokens(Attempt attempt) {
        var usage = attempt.usage();
        return usage != null && usage.tokens().reasoningTokens() > 0
                ? attempt.candidate().nativeRatio().neutral(usage.tokens().reasoningTokens())
                : Math.ceilDiv(attempt.reasoningBytes(), (long) BYTES_PER_REASONING_TOKEN);
    }
}
