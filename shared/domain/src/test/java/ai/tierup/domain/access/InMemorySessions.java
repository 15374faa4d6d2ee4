package ai.tierup.domain.access;

import ai.tierup.domain.account.AccountId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Sessions in memory. */
public final class InMemorySessions implements Sessions {

    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<AccountId, Instant> endedAt = new HashMap<>();

    @Override
    public synchronized void add(String hash, Session session) {
        sessions.put(hash, session);
    }

    @Override
    public synchronized Optional<Session> find(String hash) {
        return Optional.ofNullable(sessions.get(hash))
                .filter(session -> session.createdAt().isAfter(endedAt.getOrDefault(session.account(), Instant.MIN)));
    }

    @Override
    public synchronized void end(String hash) {
        sessions.remove(hash);
    }

    @Override
    public synchronized void endAll(AccountId account, Instant now) {
        endedAt.merge(account, now, (one, other) -> one.isAfter(other) ? one : other);
    }

    @Override
    public synchronized void endForGood(AccountId account, Instant now) {
        endedAt.put(account, Instant.MAX);
    }
}
