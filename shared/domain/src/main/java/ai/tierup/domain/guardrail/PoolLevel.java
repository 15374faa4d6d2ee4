package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.util.OptionalLong;

/**
 * The amount left of a pool's day.
 *
 * @param left amount that no environment has leased yet; negative after the budget was lowered below what is leased
 */
public record PoolLevel(PoolDay day, Money left) {

    /** The amount that environments have leased, spent or not. */
    public Money leased() {
        return day.budget().minus(left);
    }

    /** The amount left in whole percent of the budget, rounded down; empty if the budget is zero. */
    public OptionalLong leftPercent() {
        return day.budget().isZero()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.floorDiv(
                        Math.multiplyExact(left.nanoUsd(), 100), day.budget().nanoUsd()));
    }
}
