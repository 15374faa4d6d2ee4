package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;

/**
 * A hold that has not been settled, as seen in an image of its wallet.
 *
 * @param walletVersion version of that image
 */
public record OpenHold(AccountId account, HoldKey key, Hold hold, long walletVersion) {}
