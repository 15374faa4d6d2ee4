package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Purse;
import java.time.LocalDate;

/**
 * The hold that a usage record settles.
 *
 * @param day UTC day of the hold: the books that the record belongs to
 * @param purse which purse of the customer pays
 * @param pool which of the platform's pools bears its cost to us, beside the one of the whole platform
 * @param walletVersion version of a wallet image that showed the hold; lets an audit run while traffic goes on
 */
public record SettledHold(
        AccountId account, HoldKey key, LocalDate day, TierId tier, Purse purse, Pool pool, long walletVersion) {

    public static SettledHold of(OpenHold open) {
        var hold = open.hold();
        return new SettledHold(
                open.account(),
                open.key(),
                hold.day(),
                hold.tier(),
                hold.purse(),
                hold.purse().pool(),
                open.walletVersion());
    }
}
