package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A move of money and of a part of the daily limit from one lane to another, one of which is lane 0. It changes both or neither, and no sum
 * over the lanes. A copy that arrives late is therefore harmless.
 *
 * @param day day of both lanes
 * @param cash moved with the credits that it stems from
 * @param limit part of the daily limit
 * @param left part of what is left of the daily limit
 * @param debits debits, moved with the credits that paid for them, when a lane ends
 */
public record LaneMove(int from, int to, LocalDate day, Money cash, Money limit, Money left, Money debits) {

    public LaneMove {
        if (from == to || (from != 0 && to != 0)) {
            throw new IllegalArgumentException("Money moves between lane 0 and another one only");
        }
        if (cash.isNegative() || limit.isNegative() || left.isNegative() || debits.isNegative()) {
            throw new IllegalArgumentException("A move cannot be negative");
        }
    }

    /** A move of money, and of a part of the limit of which nothing is spent. */
    static LaneMove ofShare(int from, int to, LocalDate day, Money cash, Money left) {
        return new LaneMove(from, to, day, cash, left, left, Money.ZERO);
    }

    /** A move to lane 0 of all that another lane has, except what its holds need. */
    static LaneMove ofAll(Wallet lane) {
        return lane.holds().isEmpty()
                ? new LaneMove(
                        lane.lane(), 0, lane.day(), lane.cash(), lane.dailyLimit(), lane.dailyLeft(), lane.debits())
                : ofShare(lane.lane(), 0, lane.day(), lane.cash(), lane.dailyLeft());
    }

    public Money credits() {
        return cash.plus(debits);
    }

    boolean isNothing() {
        return credits().isZero() && limit.isZero() && left.isZero();
    }

    /**
     * Returns the image of the lane that gives, or empty when it does not have as much. Lane 0 gives only to lanes that are part of the wallet,
     * and nothing while it is frozen.
     */
    public Optional<Wallet> takenFrom(Wallet source) {
        return source.day().equals(day)
                        && source.cash().covers(cash)
                        && source.dailyLeft().covers(left)
                        && source.dailyLimit().covers(limit)
                        && source.debits().covers(debits)
                        && (from != 0 || (!source.isFrozen() && source.lanes().count() > to))
                ? Optional.of(changed(source, minus(cash), minus(debits), minus(limit), minus(left)))
                : Optional.empty();
    }

    /** Returns the image of the lane that gets it, or empty when that is on another day, or closed. */
    public Optional<Wallet> givenTo(Wallet target) {
        return target.day().equals(day) && (to == 0 || !target.isFrozen())
                ? Optional.of(changed(target, cash, debits, limit, left))
                : Optional.empty();
    }

    private static Wallet changed(Wallet lane, Money cash, Money debits, Money limit, Money left) {
        var balance = lane.balance();
        return new Wallet(
                lane.account(),
                lane.freezes(),
                new Balance(
                        balance.cash().plus(cash),
                        balance.grant(),
                        balance.credits().plus(cash).plus(debits),
                        balance.debits().plus(debits)),
                lane.version() + 1,
                new DayCounters(
                        lane.day(),
                        lane.dailyLimit().plus(limit),
                        lane.dailyLeft().plus(left),
                        lane.freeLeft()),
                lane.holds(),
                lane.keys(),
                lane.lane() == 0 ? lane.lanes().afterMove() : lane.lanes());
    }

    private static Money minus(Money amount) {
        return Money.ZERO.minus(amount);
    }
}
