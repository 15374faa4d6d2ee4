package ai.tierup.domain.tier;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an answer that a candidate takes.
 *
 * @param optional the optional parameters; null if the mapping does not say, and then all are sent
 * @param efforts the levels of reasoning effort; null if the mapping does not say, and then each is sent as it is
 */
public record TakenParameters(
        @Nullable Set<OptionalParameter> optional, @Nullable Set<ReasoningEffort> efforts) {

    /** Nothing is said. */
    public static final TakenParameters UNKNOWN = new TakenParameters(null, null);

    public TakenParameters {
        optional = optional == null ? null : Set.copyOf(optional);
        efforts = efforts == null ? null : Set.copyOf(efforts);
    }

    boolean takes(OptionalParameter parameter) {
        return optional == null || optional.contains(parameter);
    }

    /**
     * Returns the level to ask for in place of {@code asked}: the highest that is not above it, or else the lowest. Whoever asks for
     * reasoning gets some, if the candidate can reason. Null if no level is asked for, or none is taken.
     */
    @Nullable
    ReasoningEffort effortFor(@Nullable ReasoningEffort asked) {
        if (asked == null || efforts == null || efforts.contains(asked)) {
            return asked;
        }
        var levels = new TreeSet<>(efforts);
        if (asked != ReasoningEffort.NONE && levels.size() > 1) {
            levels.remove(ReasoningEffort.NONE);
        }
        var below = levels.floor(asked);
        return below == null && !levels.isEmpty() ? levels.first() : below;
    }

    /** Returns whether it reasons more if it is asked to. */
    public boolean hasLevels() {
        return efforts == null || efforts.stream().anyMatch(effort -> effort != ReasoningEffort.NONE);
    }
}
