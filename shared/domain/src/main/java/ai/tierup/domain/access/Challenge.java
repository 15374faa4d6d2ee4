package ai.tierup.domain.access;

import ai.tierup.domain.account.EmailAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A code that was sent and can still be used.
 *
 * @param codeHash {@link AccessKey#hash(ChallengeId, SignInCode)}
 */
public record Challenge(ChallengeId id, EmailAddress address, String codeHash, Instant expiresAt) {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** The most codes that may be tried for one challenge. */
    public static final int MAX_TRIES = 5;
}
