package ai.tierup.domain.keys;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An in-memory {@link KeyUses}, which counts its writes and can be made to fail. */
public final class InMemoryKeyUses implements KeyUses {

    private final Map<AccountId, Map<KeyId, Instant>> hours = new HashMap<>();
    int writes;
    boolean isDown;

    @Override
    public synchronized void note(AccountId account, KeyId key, Instant hour) {
        writes++;
        if (isDown) {
            throw new IllegalStateException("The store fails");
        }
        hours.computeIfAbsent(account, id -> new HashMap<>())
                .merge(key, hour, (one, other) -> one.isAfter(other) ? one : other);
    }

    @Override
    public synchronized Optional<Instant> find(AccountId account, KeyId key) {
        return Optional.ofNullable(list(account).get(key));
    }

    @Override
    public synchronized void erase(AccountId account) {
        hours.remove(account);
    }

    @Override
    public synchronized Map<KeyId, Instant> list(AccountId account) {
        return Map.copyOf(hours.getOrDefault(account, Map.of()));
    }
}
