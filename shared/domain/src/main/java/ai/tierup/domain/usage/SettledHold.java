package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The hold that a usage record settles.
 *
 * @param day UTC day of the hold, to whose books the record belongs
 * @param purse the customer's purse that pays
 * @param pool the pool that bears its cost to us, besides {@link Pool#PLATFORM}
 * @param held the most that the request could cost, which was taken from the purse before a model was asked; null in records of an earlier version
 * @param walletVersion version of a wallet image that showed the hold; allows an audit to run during traffic
 */
public record SettledHold(
        AccountId account,
        HoldKey key,
        LocalDate day,
        TierId tier,
        Purse purse,
        Pool pool,
        @Nullable Money held,
        long walletVersion) {

    public static SettledHold of(OpenHold open) {
        var hold = open.hold();
        return new SettledHold(
                open.account(),
                open.key(),
                hold.day(),
                hold.tier(),
                hold.purse(),
                hold.purse().poolOf(open.account()),
                hold.amount(),
                open.walletVersion());
    }
}
