package ai.tierup.domain.status;

import ai.tierup.domain.tier.TierId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The requests of one UTC day, as far as they were counted.
 *
 * @param failures how many requests failed by our fault or a model's, by the code of the error. Those without a tier are in no {@link TierDay}
 * @param refusals how many requests were refused because of what was sent, or of a limit or a balance, by the code of the error
 */
public record ServiceDay(Map<TierId, TierDay> tiers, Map<String, Long> failures, Map<String, Long> refusals) {

    public static final ServiceDay NONE = new ServiceDay(Map.of(), Map.of(), Map.of());

    public ServiceDay {
        var copy = new EnumMap<TierId, TierDay>(TierId.class);
        copy.putAll(tiers);
        tiers = Collections.unmodifiableMap(copy);
        failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        refusals = Collections.unmodifiableMap(new TreeMap<>(refusals));
    }

    public ServiceDay plus(ServiceDay more) {
        var sums = new EnumMap<TierId, TierDay>(TierId.class);
        Stream.of(this, more)
                .forEach(day -> day.tiers.forEach((tier, counts) -> sums.merge(tier, counts, TierDay::plus)));
        return new ServiceDay(sums, plus(failures, more.failures), plus(refusals, more.refusals));
    }

    private static Map<String, Long> plus(Map<String, Long> some, Map<String, Long> others) {
        var sums = new TreeMap<>(some);
        others.forEach((code, count) -> sums.merge(code, count, Long::sum));
        return sums;
    }

    public long answered() {
        return tiers.values().stream().mapToLong(TierDay::answered).sum();
    }

    public long failed() {
        return failures.values().stream().mapToLong(Long::longValue).sum();
    }
}
