package ai.tierup.domain.payment;

import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.idempotency.IdempotentRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * The durable store of the idempotency keys under which top-ups are placed. An expired key counts as absent, even if it is still stored.
 * Keys of chat requests are kept elsewhere.
 */
public interface TopUpKeys {

    /**
     * Gives the key of {@code request} to {@code topUp} if it is free at {@code now}. This is one write.
     *
     * @return the top-up that has the key; empty if it has the key for a request with another body
     */
    Optional<TopUpId> claim(IdempotentRequest request, TopUpId topUp, Instant now, Instant expiresAt);
}
