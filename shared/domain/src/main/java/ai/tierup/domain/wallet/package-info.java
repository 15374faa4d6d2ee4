/**
 * The prepaid balance of an account and the protocol that cannot overspend it: place a hold, log what was consumed, apply it.
 *
 * <p>{@link ai.tierup.domain.wallet.Wallet} holds every rule. {@link ai.tierup.domain.wallet.PlaceHold} and
 * {@link ai.tierup.domain.wallet.SettleHold} are the protocol; {@link ai.tierup.domain.wallet.WalletLedger} is the store
 * they drive, one conditional write a call.
 */
@NullMarked
package ai.tierup.domain.wallet;

import org.jspecify.annotations.NullMarked;
