package ai.tierup.domain.wallet;

import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import java.time.LocalDate;
import java.util.Set;

/**
 * An amount reserved before the upstream call.
 *
 * @param amount taken from {@code purse}; zero for {@link Purse#FREE}
 * @param freeAllowance list price taken from the day's free allowance; zero except for {@link Purse#FREE}
 * @param expiresAtEpochSecond time from which the sweeper may end it
 * @param day UTC day whose counters include it, and to whose books its usage record belongs
 * @param spenders the key and the team whose own counters include it; empty when neither has limits
 */
public record Hold(
        Money amount,
        Money freeAllowance,
        Purse purse,
        TierId tier,
        long expiresAtEpochSecond,
        LocalDate day,
        Set<SpenderId> spenders) {

    public Hold {
        spenders = Set.copyOf(spenders);
        if (amount.isNegative() || freeAllowance.isNegative()) {
            throw new IllegalArgumentException("A hold cannot be negative");
        }
    }
}
