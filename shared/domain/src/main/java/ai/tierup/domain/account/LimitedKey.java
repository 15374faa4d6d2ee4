package ai.tierup.domain.account;

import ai.tierup.domain.money.Money;
import java.util.EnumMap;
import java.util.Map;

/** A key whose spending is counted, and the limits that it is held to. */
public record LimitedKey(KeyId id, KeyLimits limits) {

    /** For each limited window, the most that may have been spent before a hold of {@code amount}; negative when it never fits. */
    public Map<Window, Money> maxSpentBefore(Money amount) {
        var max = new EnumMap<Window, Money>(Window.class);
        limits.amounts().forEach((window, limit) -> max.put(window, limit.minus(amount)));
        return max;
    }
}
