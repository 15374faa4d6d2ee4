package ai.tierup.domain.status;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How long answers took to begin: how many of them are in each range of times. Each range ends at √2 times the end of the one before, the first at
 * 100 ms, and the last has no end.
 */
public record FirstTokens(List<Long> counts) {

    public static final int RANGES = 20;
    public static final FirstTokens NONE = new FirstTokens(Collections.nCopies(RANGES, 0L));

    private static final double FIRST_END_MILLIS = 100;

    public FirstTokens {
        if (counts.size() != RANGES) {
            throw new IllegalArgumentException("There are " + RANGES + " ranges");
        }
        counts = List.copyOf(counts);
    }

    static FirstTokens of(Duration time) {
        var range = IntStream.range(0, RANGES - 1)
                .filter(each -> time.toMillis() <= endMillis(each))
                .findFirst()
                .orElse(RANGES - 1);
        return new FirstTokens(IntStream.range(0, RANGES)
                .mapToObj(each -> each == range ? 1L : 0L)
                .toList());
    }

    public FirstTokens plus(FirstTokens more) {
        return new FirstTokens(IntStream.range(0, RANGES)
                .mapToObj(range -> counts.get(range) + more.counts.get(range))
                .toList());
    }

    public long total() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns the end of the range within which this share of the answers began: they took at most so long. Empty without answers, and if they took
     * longer than the last range that has an end.
     */
    public Optional<Duration> within(int percent) {
        var wanted = total() * percent;
        var sum = 0L;
        for (var range = 0; range < RANGES - 1; range++) {
            sum += counts.get(range);
            if (sum > 0 && sum * 100 >= wanted) {
                return Optional.of(Duration.ofMillis(Math.round(endMillis(range))));
            }
        }
        return Optional.empty();
    }

    private static double endMillis(int range) {
        return FIRST_END_MILLIS * Math.pow(2, range / 2.0);
    }
}
