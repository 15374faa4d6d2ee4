package ai.tierup.domain.account;

import ai.tierup.domain.money.Money;
import java.util.EnumMap;
import java.util.Map;

/** A key or a team that has limits, and the limits. */
public record LimitedSpender(SpenderId id, KeyLimits limits) {

    /** The most that may have been spent before a hold of {@code amount}, by limited window; negative if the hold never fits. */
    public Map<Window, Money> maxSpentBefore(Money amount) {
        var max = new EnumMap<Window, Money>(Window.class);
        limits.amounts().forEach((window, limit) -> max.put(window, limit.minus(amount)));
        return max;
    }
}
