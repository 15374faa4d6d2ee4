package ai.tierup.domain.usage;

import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** The usage of an account on one day, in sums. */
public record DayUsage(LocalDate day, Map<UsageGroup, UsageSum> sums) {

    public DayUsage {
        sums = Map.copyOf(sums);
    }

    /** Adds up the records of {@code day}, one by one, so that any number of them takes the same memory. */
    public static Collector<UsageRecord, ?, DayUsage> on(LocalDate day) {
        return Collectors.collectingAndThen(
                Collectors.toMap(UsageGroup::of, UsageSum::of, UsageSum::plus), sums -> new DayUsage(day, sums));
    }

    public UsageSum total() {
        return sums.values().stream().reduce(UsageSum.NONE, UsageSum::plus);
    }
}
