package ai.tierup.domain.usage;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Hold;

/**
 * The cost of a request to its customer and to us.
 *
 * @param charged what the customer pays; zero on a free tier
 * @param allowanceUsed the part of the free allowance that was used, at list price
 * @param upstream what we pay for all attempts, as reported by upstream, otherwise what was drawn for them
 */
public record Costs(Money charged, Money allowanceUsed, Money upstream) {

    public static final Costs NONE = new Costs(Money.ZERO, Money.ZERO, Money.ZERO);

    /** These costs, with the customer's part capped at what {@code hold} covers. */
    public Costs atMost(Hold hold) {
        return new Costs(charged.atMost(hold.amount()), allowanceUsed.atMost(hold.freeAllowance()), upstream);
    }

    /** The amount that we pay above what the customer pays; never negative. */
    public Money subsidy() {
        return upstream.minus(charged).orZeroIfNegative();
    }
}
