package ai.tierup.domain.wallet;

import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/**
 * The write that ends a hold with the cost its usage record states.
 *
 * @param cost taken from the hold's amount, the rest returns to its purse
 * @param allowanceUsed taken from the hold's free allowance
 * @param sameDay whether the wallet is believed to be on the hold's day still: then the rest returns to the day's counters too.
 *     After midnight those counters belong to another day
 * @param keyWindows the counters of the hold's key to which the rest returns; empty when the key is gone or has no limits
 */
public record Application(
        HoldKey key, Hold hold, Money cost, Money allowanceUsed, boolean sameDay, Set<Window> keyWindows) {

    private static final Set<Window> ALL = EnumSet.allOf(Window.class);

    public Application {
        keyWindows = Set.copyOf(keyWindows);
        if (cost.isNegative() || !hold.amount().covers(cost)) {
            throw new IllegalArgumentException("The cost " + cost + " is not within the hold of " + hold.amount());
        }
        if (allowanceUsed.isNegative() || !hold.freeAllowance().covers(allowanceUsed)) {
            throw new IllegalArgumentException("The allowance used is not within the hold");
        }
    }

    /** The form for a wallet that still is on the hold's day: right nearly always, refused when it is not. */
    public static Application onTheSameDay(HoldKey key, Hold hold, Money cost, Money allowanceUsed) {
        return new Application(key, hold, cost, allowanceUsed, true, hold.limitedKey() == null ? Set.of() : ALL);
    }

    /** This application, adjusted to the day of {@code wallet} and to the keys whose spending it counts. */
    public Application adjustedTo(Wallet wallet) {
        var windows = EnumSet.noneOf(Window.class);
        if (hold.limitedKey() != null && wallet.keys().containsKey(hold.limitedKey())) {
            windows.addAll(ALL);
            windows.removeIf(window -> !window.containsBoth(hold.day(), wallet.day()));
        }
        return new Application(key, hold, cost, allowanceUsed, wallet.day().equals(hold.day()), windows);
    }

    public Money rest() {
        return hold.amount().minus(cost);
    }

    public Money allowanceRest() {
        return hold.freeAllowance().minus(allowanceUsed);
    }

    /** The first day on which one of {@link #keyWindows} has ended, so that its counter no longer contains the hold. */
    public LocalDate keyWindowsEnd() {
        return keyWindows.stream()
                .map(window -> window.endOf(hold.day()))
                .min(LocalDate::compareTo)
                .orElse(LocalDate.MAX);
    }
}
