package ai.tierup.domain.wallet;

import ai.tierup.domain.account.LimitedKey;
import ai.tierup.domain.money.Money;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One send of a place: what the conditional write is to do, and all that it is conditional on.
 *
 * @param roll when this is to be the first place of {@code hold.day()}: it then resets the day's counters too; null when the wallet is
 *     believed to be on {@code hold.day()} already
 * @param concurrentLimit largest number of open holds, this one included
 * @param freeAllowance what the free allowance of a new day is
 * @param limitedKey the asking key when it has limits; null when it has none, and for a hold without money
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
            throw new IllegalArgumentException("A day does not begin with less than no allowance");
        }
        if (!Objects.equals(hold.limitedKey(), limitedKey == null ? null : limitedKey.id())) {
            throw new IllegalArgumentException("The hold names the key whose limits it counts against");
        }
        if (limitedKey != null && !KeySpend.NOTHING.leavesRoomFor(hold.amount(), limitedKey)) {
            throw new IllegalArgumentException("A hold above the limit of its key is not sent");
        }
    }
}
