package ai.tierup.domain.keys;

import ai.tierup.domain.account.KeyId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** {@link PaceCounters} in memory. */
public final class InMemoryPaceCounters implements PaceCounters {

    private final Map<Minute, PaceUse> uses = new HashMap<>();
    private final Map<KeyId, Set<Running>> running = new HashMap<>();

    private record Minute(KeyId key, long epochMinute) {}

    @Override
    public synchronized PaceUse used(KeyId key, long epochMinute) {
        return uses.getOrDefault(new Minute(key, epochMinute), PaceUse.NONE);
    }

    @Override
    public synchronized Counted count(KeyId key, long epochMinute, PaceUse max) {
        var before = used(key, epochMinute);
        if (before.requests() > max.requests() || before.tokens() > max.tokens()) {
            return new Counted(false, before);
        }
        var after = new PaceUse(before.requests() + 1, before.tokens());
        uses.put(new Minute(key, epochMinute), after);
        return new Counted(true, after);
    }

    @Override
    public synchronized void addTokens(KeyId key, long epochMinute, long tokens) {
        var before = used(key, epochMinute);
        uses.put(new Minute(key, epochMinute), new PaceUse(before.requests(), before.tokens() + tokens));
    }

    @Override
    public synchronized boolean begin(KeyId key, Running request, long max, Instant now) {
        var others = running.computeIfAbsent(key, first -> new HashSet<>());
        others.removeIf(other -> other.expiresAtEpochSecond() <= now.getEpochSecond());
        return others.size() < max && others.add(request);
    }

    @Override
    public synchronized void end(KeyId key, Running request) {
        running.getOrDefault(key, new HashSet<>()).remove(request);
    }
}
