/**
 * The prepaid balance of an account, and the protocol that keeps it from being overspent: place a hold, log what was consumed, apply
 * the cost.
 *
 * <p>{@link ai.tierup.domain.wallet.Wallet} contains every rule. {@link ai.tierup.domain.wallet.PlaceHold} and
 * {@link ai.tierup.domain.usage.SettleHold} are the protocol. {@link ai.tierup.domain.wallet.WalletLedger} is the store that they
 * call, with one conditional write per call.
 */
@NullMarked
package ai.tierup.domain.wallet;

import org.jspecify.annotations.NullMarked;
