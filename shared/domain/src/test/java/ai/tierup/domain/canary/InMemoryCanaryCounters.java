package ai.tierup.domain.canary;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** In-memory {@link CanaryCounters}. */
public final class InMemoryCanaryCounters implements CanaryCounters {

    private final Map<Integer, CanaryCounts> counts = new ConcurrentHashMap<>();

    @Override
    public CanaryCounts add(int revision, CanaryCounts more, Instant now) {
        return counts.merge(revision, more, CanaryCounts::plus);
    }

    @Override
    public CanaryCounts read(int revision) {
        return counts.getOrDefault(revision, CanaryCounts.NONE);
    }
}
