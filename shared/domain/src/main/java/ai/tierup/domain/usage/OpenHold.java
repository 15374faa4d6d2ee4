package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;

/**
 * A hold as an image of its wallet showed it.
 *
 * @param walletVersion version of that image
 */
public record OpenHold(AccountId account, HoldKey key, Hold hold, long walletVersion) {}
