package ai.tierup.domain.wallet;

import ai.tierup.domain.account.LimitedKey;
import ai.tierup.domain.money.Money;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One send of the conditional write that places a hold, with all its conditions.
 *
 * @param roll step to {@code hold.day()}, which also resets the day's counters; null when the wallet is expected to be on that day
 *     already
 * @param concurrentLimit maximum number of open holds, this one included
 * @param freeAllowance free allowance of a new day
 * @param limitedKey the request's key when it has limits; null when it has none, and for a hold without money
 */
public record Placement(
        HoldKey key,
        Hold hold,
        @Nullable DayRoll roll,
        int concurrentLimit,
        Money freeAllowance,
        @Nullable LimitedKey limitedKey) {

    public Placement {
        if (roll != null && !freeAllowance.covers(hold.freeAllowance())) {
            throw new IllegalArgumentException("The hold is above the free allowance of its day");
        }
        if (!Objects.equals(hold.limitedKey(), limitedKey == null ? null : limitedKey.id())) {
            throw new IllegalArgumentException("The hold must name the key whose limits it counts against");
        }
        if (limitedKey != null && !KeySpend.NOTHING.leavesRoomFor(hold.amount(), limitedKey)) {
            throw new IllegalArgumentException("The hold is above the limit of its key");
        }
    }
}
