package ai.tierup.domain.guardrail;

import ai.tierup.domain.money.Money;
import java.util.OptionalLong;

/**
 * How much of a pool's day is left.
 *
 * @param left what no environment has leased yet; negative after the budget was lowered below what is leased
 */
public record PoolLevel(PoolDay day, Money left) {

    /** What environments have leased of the budget, spent or not. */
    public Money leased() {
        return day.budget().minus(left);
    }

    /** In whole percent of the budget, rounded down; empty when there is no budget. */
    public OptionalLong leftPercent() {
        return day.budget().isZero()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.floorDiv(
                        Math.multiplyExact(left.nanoUsd(), 100), day.budget().nanoUsd()));
    }
}
