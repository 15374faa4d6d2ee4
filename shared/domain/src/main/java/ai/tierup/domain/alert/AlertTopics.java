package ai.tierup.domain.alert;

import ai.tierup.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants to be told of.
 *
 * @param lowBalance the balance below which they are told; null if they are not
 * @param budgets that 80 % or 100 % of a limit of a key or a team, or of the account's daily limit, is used
 * @param newNetworks that somebody has signed in from a network that is new for the account
 * @param revokedKeys that a key was revoked
 */
public record AlertTopics(@Nullable Money lowBalance, boolean budgets, boolean newNetworks, boolean revokedKeys) {

    public static final AlertTopics NONE = new AlertTopics(null, false, false, false);
}
