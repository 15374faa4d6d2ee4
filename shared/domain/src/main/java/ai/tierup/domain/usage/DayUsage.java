package ai.tierup.domain.usage;

import java.time.LocalDate;
import java.util.HashMap;
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

    /** Adds the sums of another part of the same day. */
    public DayUsage plus(DayUsage part) {
        if (!day.equals(part.day)) {
            throw new IllegalArgumentException(day + " and " + part.day);
        }
        var all = new HashMap<>(sums);
        part.sums.forEach((group, sum) -> all.merge(group, sum, UsageSum::plus));
        return new DayUsage(day, all);
    }

    public UsageSum total() {
        return sums.values().stream().reduce(UsageSum.NONE, UsageSum::plus);
    }
}
