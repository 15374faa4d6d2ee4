package ai.tierup.domain.wallet;

import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.money.Money;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One send of the conditional write that places a hold, with all its conditions.
 *
 * @param roll step to {@code hold.day()}, which also resets the day's counters; null when the wallet is expected to be on that day
 *     already
 * @param concurrentLimit maximum number of open holds, this one included
 * @param freeAllowance free allowance of a new day
 * @param spenders the request's key and its team, as far as they have limits; empty for a hold without money
 */
public record Placement(
        HoldKey key,
        Hold hold,
        @Nullable DayRoll roll,
        int concurrentLimit,
        Money freeAllowance,
        List<LimitedSpender> spenders) {

    public Placement {
        spenders = List.copyOf(spenders);
        if (roll != null && !freeAllowance.covers(hold.freeAllowance())) {
            throw new IllegalArgumentException("The hold is above the free allowance of its day");
        }
        if (!hold.spenders().equals(spenders.stream().map(LimitedSpender::id).collect(Collectors.toSet()))) {
            throw new IllegalArgumentException(
                    "The hold must name the key and the team whose limits it counts against");
        }
        if (spenders.stream().anyMatch(spender -> !KeySpend.NOTHING.leavesRoomFor(hold.amount(), spender))) {
            throw new IllegalArgumentException("The hold is above a limit of its key or team");
        }
    }
}
