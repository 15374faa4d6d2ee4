package ai.tierup.domain.wallet;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One send of a place: what the conditional write is to do, and all that it is conditional on.
 *
 * @param rollsFrom the wallet's day as seen, when this is to be the first place of {@code hold.day()}: it then resets the day's
 *     counters too; null when the wallet is believed to be on {@code hold.day()} already
 * @param concurrentLimit largest number of open holds, this one included
 * @param freeAllowance what the free allowance of a new day is
 */
public record Placement(
        HoldKey key, Hold hold, @Nullable LocalDate rollsFrom, int concurrentLimit, Money freeAllowance) {

    public Placement {
        if (rollsFrom != null && !freeAllowance.covers(hold.freeAllowance())) {
            throw new IllegalArgumentException("A day does not begin with less than no allowance");
        }
    }
}
