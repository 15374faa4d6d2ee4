package ai.tierup.domain.operator;

import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.UsageRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The margin of a tier on a day.
 *
 * @param candidates the margin with each candidate, by its name; {@link #NO_CANDIDATE} for requests that none has answered
 */
public record TierMargin(TierId tier, Map<String, Margin> candidates) {

    public static final String NO_CANDIDATE = "no answer";

    public TierMargin {
        candidates = new TreeMap<>(candidates);
    }

    /** Adds up records one by one, into the margins of the tiers that they used, in the order of the tiers. */
    static Collector<UsageRecord, ?, List<TierMargin>> byTier() {
        return Collectors.collectingAndThen(
                Collectors.groupingBy(
                        record -> record.hold().tier(),
                        () -> new EnumMap<>(TierId.class),
                        Collectors.toMap(TierMargin::candidate, Margin::of, Margin::plus)),
                tiers -> {
                    var margins = new ArrayList<TierMargin>();
                    tiers.forEach((tier, candidates) -> margins.add(new TierMargin(tier, candidates)));
                    return margins;
                });
    }

    private static String candidate(UsageRecord record) {
        var candidate = record.consumption().candidate();
        return candidate == null ? NO_CANDIDATE : candidate;
    }

    /** The margin of the whole tier. */
    public Margin total() {
        return candidates.values().stream().reduce(Margin::plus).orElseThrow();
    }
}
