package ai.tierup.domain.wallet;

import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The write that ends a hold with the cost in its usage record.
 *
 * @param cost part of the held amount that is charged; the rest returns to its purse
 * @param allowanceUsed part of the held free allowance that is used up
 * @param sameDay whether the wallet is expected to be on the hold's day still. If so, the rest also returns to the day's counters;
 *     after midnight those counters belong to another day
 * @param windows windows whose counters of {@code spenders} get the rest back
 * @param spenders the hold's key and team whose counters get the rest back, without those that were removed
 * @param lane the lane of the wallet that has the hold
 */
public record Application(
        HoldKey key,
        Hold hold,
        Money cost,
        Money allowanceUsed,
        boolean sameDay,
        Set<Window> windows,
        Set<SpenderId> spenders,
        int lane) {

    private static final Set<Window> ALL = EnumSet.allOf(Window.class);

    public Application {
        windows = Set.copyOf(windows);
        spenders = Set.copyOf(spenders);
        if (cost.isNegative() || !hold.amount().covers(cost)) {
            throw new IllegalArgumentException("The cost " + cost + " is not within the hold of " + hold.amount());
        }
        if (allowanceUsed.isNegative() || !hold.freeAllowance().covers(allowanceUsed)) {
            throw new IllegalArgumentException("The allowance used is not within the hold");
        }
    }

    /** Creates an application in an undivided wallet. */
    public Application(
            HoldKey key,
            Hold hold,
            Money cost,
            Money allowanceUsed,
            boolean sameDay,
            Set<Window> windows,
            Set<SpenderId> spenders) {
        this(key, hold, cost, allowanceUsed, sameDay, windows, spenders, 0);
    }

    /** Creates the application for a wallet still on the hold's day. That is nearly always right, and refused when it is not. */
    public static Application onTheSameDay(HoldKey key, Hold hold, Money cost, Money allowanceUsed) {
        return new Application(key, hold, cost, allowanceUsed, true, ALL, hold.spenders());
    }

    /** This application, in the lane whose images have {@code walletVersion}. */
    public Application inLaneOf(long walletVersion) {
        return new Application(key, hold, cost, allowanceUsed, sameDay, windows, spenders, Lanes.laneOf(walletVersion));
    }

    /** This application, adjusted to the day of {@code wallet} and to the keys and teams whose spending it counts. */
    public Application adjustedTo(Wallet wallet) {
        var common = EnumSet.copyOf(ALL);
        common.removeIf(window -> !window.containsBoth(hold.day(), wallet.day()));
        var counted = new HashSet<>(hold.spenders());
        counted.retainAll(wallet.keys().keySet());
        return new Application(key, hold, cost, allowanceUsed, wallet.day().equals(hold.day()), common, counted, lane);
    }

    public Money rest() {
        return hold.amount().minus(cost);
    }

    public Money allowanceRest() {
        return hold.freeAllowance().minus(allowanceUsed);
    }

    /** The first day after the end of one of {@link #windows}. From then on, its counters no longer contain the hold. */
    public LocalDate windowsEnd() {
        return windows.stream()
                .map(window -> window.endOf(hold.day()))
                .min(LocalDate::compareTo)
                .orElse(LocalDate.MAX);
    }
}
