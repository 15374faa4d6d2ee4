package ai.tierup.domain.usage;

import ai.tierup.domain.money.Money;

/**
 * Sums over usage records.
 *
 * @param tokens billed tokens
 * @param cost what the customer pays
 */
public record UsageSum(long requests, TokenUsage tokens, Money cost) {

    public static final UsageSum NONE = new UsageSum(0, TokenUsage.NONE, Money.ZERO);

    public static UsageSum of(UsageRecord record) {
        return new UsageSum(1, record.tokens(), record.cost());
    }

    public UsageSum plus(UsageSum other) {
        return new UsageSum(requests + other.requests, tokens.plus(other.tokens), cost.plus(other.cost));
    }
}
