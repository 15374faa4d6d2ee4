package ai.tierup.functions.usage;

import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums for each combination of values of some dimensions, sorted by these values. */
final class GroupedSums {

    private final List<Grouping> groupings;
    private final KeyLabels labels;
    private final Map<List<@Nullable String>, UsageSum> rows = new TreeMap<>(GroupedSums::compare);

    GroupedSums(List<Grouping> groupings, KeyLabels labels) {
        this.groupings = groupings;
        this.labels = labels;
    }

    private static int compare(List<@Nullable String> one, List<@Nullable String> other) {
        var order = Comparator.nullsFirst(Comparator.<String>naturalOrder());
        for (var i = 0; i < one.size(); i++) {
            var compared = order.compare(one.get(i), other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    void add(DayUsage usage) {
        usage.sums().forEach((group, sum) -> {
            var values = new ArrayList<@Nullable String>();
            groupings.forEach(grouping -> values.add(grouping.valueOf(usage.day(), group, labels)));
            rows.merge(values, sum, UsageSum::plus);
        });
    }

    /** Returns the sums by the values of the dimensions. */
    Map<List<@Nullable String>, UsageSum> rows() {
        return rows;
    }
}
