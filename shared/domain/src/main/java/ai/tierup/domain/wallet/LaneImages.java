package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Computes images from those of the lanes of a wallet, of which the first is lane 0. */
final class LaneImages {

    private LaneImages() {}

    /** The wallet that the lanes are together. It has the freezes, the version, the keys and the free allowance of lane 0. */
    static Wallet whole(List<Wallet> lanes, Money freeAllowance) {
        var main = lanes.getFirst();
        var day = lanes.stream().map(Wallet::day).max(LocalDate::compareTo).orElseThrow();
        var rolled = main.on(day, freeAllowance);
        var holds = new HashMap<HoldKey, Hold>();
        lanes.forEach(lane -> holds.putAll(lane.holds()));
        return new Wallet(
                main.account(),
                main.freezes(),
                new Balance(
                        sum(lanes, Wallet::cash),
                        sum(lanes, Wallet::grant),
                        sum(lanes, Wallet::credits),
                        sum(lanes, Wallet::debits)),
                main.version(),
                new DayCounters(
                        day, sum(lanes, Wallet::dailyLimit), sum(lanes, lane -> leftOn(day, lane)), rolled.freeLeft()),
                holds,
                rolled.keys(),
                main.lanes());
    }

    /** The image of {@code lane} as if all money and all of the limit that the other lanes have were moved to it. */
    static Wallet withAllMoney(Wallet lane, List<Wallet> lanes) {
        var cash = sum(lanes, Wallet::cash);
        var grant = sum(lanes, Wallet::grant);
        var more = cash.plus(grant).minus(lane.available());
        return new Wallet(
                lane.account(),
                lanes.getFirst().freezes(),
                new Balance(cash, grant, lane.credits().plus(more), lane.debits()),
                lane.version(),
                new DayCounters(
                        lane.day(),
                        sum(lanes, Wallet::dailyLimit),
                        sum(lanes, other -> leftOn(lane.day(), other)),
                        lane.freeLeft()),
                lane.holds(),
                lane.keys(),
                lanes.getFirst().lanes());
    }

    /** A lane of {@code main} that has nothing. Its version is above those of {@code writes} earlier images of the lane. */
    static Wallet empty(Wallet main, int lane, long writes) {
        return new Wallet(
                main.account(),
                new Freezes(Set.of(), main.endedDisputes()),
                Balance.EMPTY,
                Lanes.version(lane, writes),
                new DayCounters(main.day(), Money.ZERO, Money.ZERO, Money.ZERO),
                Map.of(),
                Map.of());
    }

    /** What is left of a lane's part of the limit on {@code day}; nothing on days that the lane is past. */
    private static Money leftOn(LocalDate day, Wallet lane) {
        if (lane.day().isAfter(day)) {
            return Money.ZERO;
        }
        return lane.day().equals(day) ? lane.dailyLeft() : lane.dailyLimit();
    }

    static Money sum(List<Wallet> lanes, Function<Wallet, Money> amount) {
        return lanes.stream().map(amount).reduce(Money.ZERO, Money::plus);
    }
}
