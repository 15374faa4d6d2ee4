package ai.tierup.domain.payment;

import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.idempotency.IdempotentRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Idempotency keys of top-ups in memory. */
public final class InMemoryTopUpKeys implements TopUpKeys {

    private record Entry(String bodyHash, TopUpId topUp, Instant expiresAt) {}

    private final Map<String, Entry> entries = new HashMap<>();

    @Override
    public synchronized Optional<TopUpId> claim(
            IdempotentRequest request, TopUpId topUp, Instant now, Instant expiresAt) {
        var entry = entries.compute(
                request.keyHash(),
                (key, found) -> found == null || !found.expiresAt().isAfter(now)
                        ? new Entry(request.bodyHash(), topUp, expiresAt)
                        : found);
        return Optional.of(entry)
                .filter(kept -> kept.bodyHash().equals(request.bodyHash()))
                .map(Entry::topUp);
    }
}
