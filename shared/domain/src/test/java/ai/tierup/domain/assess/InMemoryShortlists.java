package ai.tierup.domain.assess;

import ai.tierup.domain.tier.TierId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Shortlists in memory. */
public final class InMemoryShortlists implements Shortlists {

    private final Map<TierId, Shortlist> byTier = new EnumMap<>(TierId.class);

    @Override
    public void write(Shortlist shortlist) {
        byTier.put(shortlist.tier(), shortlist);
    }

    @Override
    public List<Shortlist> all() {
        return List.copyOf(byTier.values());
    }
}
