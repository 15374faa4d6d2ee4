package ai.tierup.domain.account;

import ai.tierup.domain.money.Money;
import java.util.Map;

/**
 * The most a key may spend in each window.
 *
 * @param amounts by window; a window without an amount is not limited
 */
public record KeyLimits(Map<Window, Money> amounts) {

    public static final KeyLimits NONE = new KeyLimits(Map.of());

    public KeyLimits {
        amounts = Map.copyOf(amounts);
        if (amounts.values().stream().anyMatch(Money::isNegative)) {
            throw new IllegalArgumentException("A limit must not be negative");
        }
    }

    public boolean isEmpty() {
        return amounts.isEmpty();
    }

    /** Returns whether {@code others} limit each window that these limit, to no larger amount. */
    boolean cover(KeyLimits others) {
        return amounts.entrySet().stream().allMatch(limit -> {
            var other = others.amounts.get(limit.getKey());
            return other != null && limit.getValue().covers(other);
        });
    }
}
