package ai.tierup.domain.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key in the list of its account, which also has the keys that can no longer be used.
 *
 * @param revokedAt time at which it was revoked; null if it was not
 */
public record ListedKey(ApiKey key, @Nullable Instant revokedAt) {

    /** Whether a key can be used. */
    public enum Status {
        ACTIVE,
        EXPIRED,
        REVOKED
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }

    public Status statusAt(Instant now) {
        if (isRevoked()) {
            return Status.REVOKED;
        }
        return key.isValidAt(now) ? Status.ACTIVE : Status.EXPIRED;
    }
}
