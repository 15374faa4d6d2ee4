package ai.tierup.domain.account;

import java.util.Map;
import java.util.OptionalLong;

/**
 * The soft limits of a key. They are counted apart from money and may be passed by a little.
 *
 * @param max by what they limit, at least one each; what is missing is not limited
 */
public record PaceLimits(Map<Pace, Long> max) {

    public static final PaceLimits NONE = new PaceLimits(Map.of());

    public PaceLimits {
        max = Map.copyOf(max);
        if (max.values().stream().anyMatch(limit -> limit < 1)) {
            throw new IllegalArgumentException("A soft limit is at least one");
        }
    }

    public boolean isEmpty() {
        return max.isEmpty();
    }

    public OptionalLong of(Pace pace) {
        var limit = max.get(pace);
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /** Returns whether {@code others} limit everything that these limit, to no more. */
    boolean cover(PaceLimits others) {
        return max.entrySet().stream().allMatch(limit -> {
            var other = others.max.get(limit.getKey());
            return other != null && other <= limit.getValue();
        });
    }
}
