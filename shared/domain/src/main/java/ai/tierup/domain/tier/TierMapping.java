package ai.tierup.domain.tier;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, numbered version of all tiers and the candidates behind them.
 *
 * @param version counts up from 1
 * @param tiers exactly one for each {@link TierId}
 */
public record TierMapping(int version, Instant publishedAt, Map<TierId, Tier> tiers) {

    public TierMapping {
        tiers = Collections.unmodifiableMap(new EnumMap<>(tiers));
        for (var id : TierId.values()) {
            @Nullable Tier tier = tiers.get(id);
            if (tier == null || tier.id() != id) {
                throw new IllegalArgumentException("Mapping " + version + " does not define " + id.publicName());
            }
        }
    }

    public Tier tier(TierId id) {
        @Nullable Tier tier = tiers.get(id);
        if (tier == null) {
            throw new IllegalStateException("Checked at construction: " + id);
        }
        return tier;
    }

    /** All tiers, in order of their number. */
    public Collection<Tier> inOrder() {
        return tiers.values();
    }
}
