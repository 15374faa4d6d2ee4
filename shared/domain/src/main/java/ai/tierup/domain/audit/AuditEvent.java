package ai.tierup.domain.audit;

import ai.tierup.domain.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done to an account, or to the service as a whole.
 *
 * @param account null if it concerns no account, such as a new tier mapping
 * @param target what it was done to, such as a key's id, or an operator's note; never a secret or personal data
 */
public record AuditEvent(
        AuditEventId id, @Nullable AccountId account, Origin origin, AuditAction action, String target) {}
