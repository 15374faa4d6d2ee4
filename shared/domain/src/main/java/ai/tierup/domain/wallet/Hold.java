package ai.tierup.domain.wallet;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An amount reserved before the upstream call.
 *
 * @param amount taken from {@code purse}; zero for {@link Purse#FREE}
 * @param freeAllowance list price taken from the day's free allowance; zero except for {@link Purse#FREE}
 * @param expiresAtEpochSecond time from which the sweeper may end it
 * @param day UTC day whose counters include it, and to whose books its usage record belongs
 * @param limitedKey key whose own counters include it; null when the key has no limits
 */
public record Hold(
        Money amount,
        Money freeAllowance,
        Purse purse,
        TierId tier,
        long expiresAtEpochSecond,
        LocalDate day,
        @Nullable KeyId limitedKey) {

    public Hold {
        if (amount.isNegative() || freeAllowance.isNegative()) {
            throw new IllegalArgumentException("A hold cannot be negative");
        }
    }
}
