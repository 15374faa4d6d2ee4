package ai.tierup.domain.tier;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An in-memory {@link TierCatalogue}. */
public final class InMemoryTierCatalogue implements TierCatalogue {

    private final Map<Integer, TierMapping> versions = new ConcurrentHashMap<>();
    private volatile int live;

    @Override
    public TierMapping live() {
        var mapping = versions.get(live);
        if (mapping == null) {
            throw new IllegalStateException("No tier mapping was published");
        }
        return mapping;
    }

    @Override
    public void publish(TierMapping mapping) {
        versions.putIfAbsent(mapping.version(), mapping);
        live = mapping.version();
    }

    @Override
    public boolean publishFirst(TierMapping mapping) {
        if (live != 0) {
            return false;
        }
        publish(mapping);
        return true;
    }
}
