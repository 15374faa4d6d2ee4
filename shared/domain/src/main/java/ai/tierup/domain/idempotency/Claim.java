package ai.tierup.domain.idempotency;

import ai.tierup.domain.id.RequestId;
import java.time.Instant;

/**
 * The exclusive right of one attempt to answer the request with an idempotency key.
 *
 * @param owner the attempt; no other may replace the claim by an answer or free it
 * @param expiresAt when the owner must have ended, and the key is free again
 */
public record Claim(IdempotentRequest request, RequestId owner, Instant expiresAt) {}
