package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * Moves money, and parts of the daily limit, between the lanes of a wallet. What is to be moved is computed from images that may be outdated.
 * A move whose lanes do not have as much any more is not written, and the caller looks again.
 */
final class LaneMoves {

    private final LaneStore store;
    private final WalletRules rules;

    LaneMoves(LaneStore store, WalletRules rules) {
        this.store = store;
        this.rules = rules;
    }

    /** Money, and a part of the limit of which nothing is spent. */
    private record Share(Money cash, Money left) {

        static final Share NOTHING = new Share(Money.ZERO, Money.ZERO);

        static Share of(Wallet lane) {
            return new Share(lane.cash().orZeroIfNegative(), lane.dailyLeft().orZeroIfNegative());
        }

        static Share half(Wallet lane) {
            return of(lane).dividedBy(2);
        }

        /** Part of what all have together. */
        static Share fair(List<Wallet> lanes, int open) {
            return new Share(
                            LaneImages.sum(lanes, Wallet::cash).orZeroIfNegative(),
                            LaneImages.sum(lanes, Wallet::dailyLeft).orZeroIfNegative())
                    .dividedBy(open);
        }

        private Share dividedBy(int parts) {
            return new Share(new Money(cash.nanoUsd() / parts), new Money(left.nanoUsd() / parts));
        }

        Share plus(Share other) {
            return new Share(cash.plus(other.cash), left.plus(other.left));
        }

        Share without(Share other) {
            return new Share(
                    cash.minus(other.cash).orZeroIfNegative(),
                    left.minus(other.left).orZeroIfNegative());
        }

        Share atMost(Share other) {
            return new Share(cash.atMost(other.cash), left.atMost(other.left));
        }

        Share atLeast(Share other) {
            return new Share(larger(cash, other.cash), larger(left, other.left));
        }

        /** Of this only what {@code lacking} has too: a lane that lacks cash needs no part of the limit. */
        Share whereLacking(Share lacking) {
            return new Share(lacking.cash.isZero() ? Money.ZERO : cash, lacking.left.isZero() ? Money.ZERO : left);
        }

        /** What {@code lane} lacks to have this. It may be in debt. */
        Share missingIn(Wallet lane) {
            return new Share(
                    cash.minus(lane.cash()).orZeroIfNegative(),
                    left.minus(lane.dailyLeft()).orZeroIfNegative());
        }

        boolean isNothing() {
            return cash.isZero() && left.isZero();
        }

        private static Money larger(Money one, Money other) {
            return one.covers(other) ? one : other;
        }
    }

    /**
     * Moves to {@code target} what it lacks for a hold like {@code hold}, and up to a fair share of what lane 0 has beside. Other lanes than lane
     * 0 give only what is needed, or half of what they have.
     */
    void refill(WholeWallet whole, Wallet target, Hold hold) {
        var need = new Share(hold.purse() == Purse.CASH ? hold.amount() : Money.ZERO, hold.amount());
        var lacks = need.missingIn(target);
        if (lacks.isNothing() || alignDays(whole)) {
            return;
        }
        var main = whole.main();
        if (target.lane() == main.lane()) {
            collect(whole, main, target, lacks);
            return;
        }
        var inMain = Share.of(main).plus(collect(whole, main, target, lacks.without(Share.of(main))));
        var fair = Share.fair(whole.lanes(), main.lanes().open()).whereLacking(lacks);
        move(
                main,
                target,
                need.atLeast(fair).missingIn(target).whereLacking(lacks).atMost(inMain));
    }

    /** Moves to lane 0 what it lacks to have no debt. */
    void cover(WholeWallet whole) {
        if (!alignDays(whole)) {
            collect(whole, whole.main(), whole.main(), Share.NOTHING.missingIn(whole.main()));
        }
    }

    /** Moves {@code wanted} to lane 0 from others than {@code target}, the richest first. Returns what was moved. */
    private Share collect(WholeWallet whole, Wallet main, Wallet target, Share wanted) {
        var collected = Share.NOTHING;
        var givers = whole.lanes().stream()
                .filter(lane -> lane.lane() != 0 && lane.lane() != target.lane())
                .sorted(Comparator.comparing(Wallet::cash)
                        .thenComparing(Wallet::dailyLeft)
                        .reversed())
                .toList();
        for (var giver : givers) {
            var open = wanted.without(collected);
            if (open.isNothing()) {
                break;
            }
            var given = open.atLeast(Share.half(giver).whereLacking(open)).atMost(Share.of(giver));
            if (move(giver, main, given)) {
                collected = collected.plus(given);
            }
        }
        return collected;
    }

    private boolean move(Wallet from, Wallet to, Share share) {
        return !share.isNothing()
                && store.move(
                        from.account(), LaneMove.ofShare(from.lane(), to.lane(), from.day(), share.cash, share.left));
    }

    /**
     * Rolls the lanes to the latest day that one of them is on, because a part of a limit belongs to a day.
     *
     * @return whether one had to be rolled, so that the images are outdated
     */
    boolean alignDays(WholeWallet whole) {
        var day = whole.lanes().stream()
                .map(Wallet::day)
                .max(LocalDate::compareTo)
                .orElseThrow();
        var behind =
                whole.lanes().stream().filter(lane -> lane.day().isBefore(day)).toList();
        for (var lane : behind) {
            store.lane(lane.lane()).roll(lane.account(), DayRoll.of(lane, day), rules.freeAllowanceOf(lane.account()));
        }
        return !behind.isEmpty();
    }
}
