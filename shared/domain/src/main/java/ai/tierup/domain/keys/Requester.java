package ai.tierup.domain.keys;

import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.audit.Origin;

/**
 * Whoever creates, changes or revokes keys.
 *
 * @param origin as audit logs name it
 * @param rights the most that a key may have before and after the change
 */
public record Requester(Origin origin, KeyRights rights) {

    /** An operator, who may do anything to a key. */
    public static final Requester OPERATOR = new Requester(Origin.OPERATOR, KeyRights.ALL);
}
