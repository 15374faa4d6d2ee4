package ai.tierup.domain.access;

import ai.tierup.domain.account.AccountId;
import java.time.Duration;
import java.time.Instant;

/** Somebody who has signed in. A session has all rights of its account. */
public record Session(AccountId account, Instant createdAt) {

    public static final Duration LIFETIME = Duration.ofDays(30);

    public Instant expiresAt() {
        return createdAt.plus(LIFETIME);
    }

    public boolean isValidAt(Instant now) {
        return now.isBefore(expiresAt());
    }
}
