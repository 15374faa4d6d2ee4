package ai.tierup.domain.wallet;

import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The amounts that a key or team with limits has spent in each window that contains the wallet's day. Held amounts count as spent until they
 * are settled.
 *
 * @param amounts amount for every window
 */
public record KeySpend(Map<Window, Money> amounts) {

    /** No spending in any window. */
    public static final KeySpend NOTHING = new KeySpend(Map.of());

    public KeySpend {
        var all = new EnumMap<Window, Money>(Window.class);
        for (var window : Window.values()) {
            all.put(window, amounts.getOrDefault(window, Money.ZERO));
        }
        amounts = Map.copyOf(all);
    }

    public Money in(Window window) {
        return amounts.getOrDefault(window, Money.ZERO);
    }

    /** Returns whether the limits of {@code spender} allow it to spend another {@code amount}. */
    boolean leavesRoomFor(Money amount, LimitedSpender spender) {
        return exceededBy(amount, spender).isEmpty();
    }

    /** Returns the longest window in which another {@code amount} is above the limit of {@code spender}; empty if there is none. */
    Optional<Window> exceededBy(Money amount, LimitedSpender spender) {
        return spender.maxSpentBefore(amount).entrySet().stream()
                .filter(max -> !max.getValue().covers(in(max.getKey())))
                .map(Map.Entry::getKey)
                .max(Comparator.naturalOrder());
    }

    /** Returns the spending after the wallet's day has moved; windows that have ended start again at zero. */
    KeySpend after(LocalDate before, LocalDate now) {
        var rolled = new EnumMap<Window, Money>(Window.class);
        amounts.forEach((window, amount) -> rolled.put(window, window.containsBoth(before, now) ? amount : Money.ZERO));
        return new KeySpend(rolled);
    }

    /** Adds {@code delta} in each of {@code windows}. */
    KeySpend plus(Money delta, Set<Window> windows) {
        var changed = new EnumMap<Window, Money>(Window.class);
        amounts.forEach(
                (window, amount) -> changed.put(window, windows.contains(window) ? amount.plus(delta) : amount));
        return new KeySpend(changed);
    }
}
