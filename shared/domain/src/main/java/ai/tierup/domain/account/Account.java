package ai.tierup.domain.account;

import java.time.Instant;

/** A customer. */
public record Account(AccountId id, Instant createdAt) {}
