package ai.tierup.domain.idempotency;

import ai.tierup.domain.id.RequestId;
import java.time.Instant;

/**
 * The right to answer a request under its key, which one attempt at a time has.
 *
 * @param owner the attempt: nobody else may replace the claim with an answer, or free it
 * @param expiresAt when the owner must be dead, and the claim is free again
 */
public record Claim(IdempotentRequest request, RequestId owner, Instant expiresAt) {}
