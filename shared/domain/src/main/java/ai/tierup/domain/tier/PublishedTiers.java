package ai.tierup.domain.tier;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The versions that the pointers name.
 *
 * @param canary null if there is none
 */
public record PublishedTiers(
        TierPointers pointers, TierMapping live, @Nullable TierMapping canary) {

    public PublishedTiers {
        var expected = pointers.canary() == null
                ? null
                : Integer.valueOf(pointers.canary().version());
        var given = canary == null ? null : Integer.valueOf(canary.version());
        if (live.version() != pointers.live() || !Objects.equals(expected, given)) {
            throw new IllegalArgumentException("These are not the versions of " + pointers);
        }
    }

    /** The same without the canary. */
    public PublishedTiers withoutCanary() {
        return new PublishedTiers(pointers.withoutCanary(), live, null);
    }

    /** The version that an account gets. */
    public TierMapping mappingOf(String account) {
        return isCanary(account) && canary != null ? canary : live;
    }

    /** Returns whether an account gets the canary. */
    public boolean isCanary(String account) {
        return pointers.canary() != null && pointers.canary().includes(account);
    }

    /** All versions that some account gets. */
    public List<TierMapping> all() {
        return canary == null ? List.of(live) : List.of(live, canary);
    }
}
