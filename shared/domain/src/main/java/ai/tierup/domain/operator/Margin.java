package ai.tierup.domain.operator;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Purse;
import java.util.OptionalLong;

/**
 * What some requests have brought in and cost, and how their tokens compare with those that upstream counted.
 *
 * @param billed amount that customers pay, in cash or from granted credit
 * @param cash the part of it that they pay in cash
 * @param upstream amount that we pay
 * @param promptTokens billed tokens of input
 * @param repeatedTokens the part of them that was charged as repeated
 * @param neutralTokens our count of what upstream counted too: input and visible output
 * @param nativeTokens upstream's count of the same
 */
public record Margin(
        long requests,
        Money billed,
        Money cash,
        Money upstream,
        long promptTokens,
        long repeatedTokens,
        long neutralTokens,
        long nativeTokens) {

    private static final long PERMILLE = 1000;

    static Margin of(UsageRecord record) {
        var costs = record.costs();
        var tokens = record.tokens();
        var nativeTokens = record.consumption().nativeTokens();
        return new Margin(
                1,
                costs.charged(),
                record.hold().purse() == Purse.CASH ? costs.charged() : Money.ZERO,
                costs.upstream(),
                tokens.promptTokens(),
                tokens.repeatedTokens(),
                nativeTokens == null ? 0 : counted(tokens),
                nativeTokens == null ? 0 : counted(nativeTokens));
    }

    /** The tokens that we count ourselves. We take those of hidden reasoning from upstream, so they say nothing about its count. */
    private static long counted(TokenUsage tokens) {
        return tokens.totalTokens() - tokens.reasoningTokens();
    }

    Margin plus(Margin other) {
        return new Margin(
                requests + other.requests,
                billed.plus(other.billed),
                cash.plus(other.cash),
                upstream.plus(other.upstream),
                promptTokens + other.promptTokens,
                repeatedTokens + other.repeatedTokens,
                neutralTokens + other.neutralTokens,
                nativeTokens + other.nativeTokens);
    }

    /** What is left of the bills; negative if we pay more than we bill. */
    public Money left() {
        return billed.minus(upstream);
    }

    /** Neutral tokens for 1,000 native ones; empty if upstream counted none. */
    public OptionalLong nativeRatioPermille() {
        return permille(neutralTokens, nativeTokens);
    }

    /** The part of input that was repeated, in thousandths; empty if there was no input. */
    public OptionalLong repeatedPermille() {
        return permille(repeatedTokens, promptTokens);
    }

    private static OptionalLong permille(long part, long whole) {
        return whole == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round((double) part * PERMILLE / whole));
    }
}
