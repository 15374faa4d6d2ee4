package ai.tierup.domain.canary;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The results of the requests of one arm.
 *
 * @param levels for each measure, how many results had each level; a measure without results may be missing
 */
public record ArmCounts(Map<Measure, List<Long>> levels) {

    public static final ArmCounts NONE = new ArmCounts(Map.of());

    public ArmCounts {
        var copy = new EnumMap<Measure, List<Long>>(Measure.class);
        levels.forEach((measure, counts) -> copy.put(measure, List.copyOf(counts)));
        levels = Collections.unmodifiableMap(copy);
    }

    /** The results of one request. */
    static ArmCounts of(Map<Measure, Integer> results) {
        var levels = new EnumMap<Measure, List<Long>>(Measure.class);
        results.forEach((measure, level) -> levels.put(
                measure,
                IntStream.range(0, measure.levels())
                        .mapToObj(each -> each == level ? 1L : 0L)
                        .toList()));
        return new ArmCounts(levels);
    }

    public ArmCounts plus(ArmCounts more) {
        var sum = new EnumMap<Measure, List<Long>>(Measure.class);
        for (var measure : Measure.values()) {
            if (levels.containsKey(measure) || more.levels.containsKey(measure)) {
                sum.put(
                        measure,
                        IntStream.range(0, measure.levels())
                                .mapToObj(level -> count(measure, level) + more.count(measure, level))
                                .toList());
            }
        }
        return new ArmCounts(sum);
    }

    private long count(Measure measure, int level) {
        var counts = levels.get(measure);
        return counts == null ? 0 : counts.get(level);
    }

    /** The number of results of a measure. */
    public long total(Measure measure) {
        return atLeast(measure, 0);
    }

    /** The number of results at this level or a worse one. */
    public long atLeast(Measure measure, int level) {
        return IntStream.range(level, measure.levels())
                .mapToLong(each -> count(measure, each))
                .sum();
    }

    /** The number of requests. Every request either fails or does not. */
    public long requests() {
        return total(Measure.FAILURE);
    }
}
