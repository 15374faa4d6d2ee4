package ai.tierup.domain.usage;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Hold;

/**
 * What a request costs its customer and us.
 *
 * @param charged what the customer pays; zero on a free tier
 * @param allowanceUsed what was used of the free allowance, at list price
 * @param upstream what we pay, as upstream says, or else as its prices say
 */
public record Costs(Money charged, Money allowanceUsed, Money upstream) {

    public static final Costs NONE = new Costs(Money.ZERO, Money.ZERO, Money.ZERO);

    /** The same for a customer who pays no more than {@code hold} covers. */
    public Costs atMost(Hold hold) {
        return new Costs(charged.atMost(hold.amount()), allowanceUsed.atMost(hold.freeAllowance()), upstream);
    }

    /** What we pay above what the customer pays; never negative. */
    public Money subsidy() {
        return upstream.minus(charged).orZeroIfNegative();
    }
}
