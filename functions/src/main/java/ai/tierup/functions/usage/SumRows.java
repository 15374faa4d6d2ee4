package ai.tierup.functions.usage;

import ai.tierup.domain.usage.DayUsage;
import ai.tierup.domain.usage.UsageSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of an export of sums: the values of its dimensions, then the sums. */
record SumRows(List<Grouping> groupings, KeyLabels labels) {

    private static final List<String> SUM_COLUMNS = List.of(
            "requests", "prompt_tokens", "repeated_prompt_tokens", "completion_tokens", "reasoning_tokens", "cost_usd");

    static SumRows of(Set<Grouping> groupings, KeyLabels labels) {
        return new SumRows(List.copyOf(groupings), labels);
    }

    List<String> columns() {
        var columns = new ArrayList<String>();
        groupings.forEach(grouping -> columns.add(grouping.field()));
        columns.addAll(SUM_COLUMNS);
        return columns;
    }

    /** Returns the rows of some days. If they are summed by day, no more than one day is in memory. */
    Stream<List<@Nullable Object>> of(Stream<DayUsage> days) {
        if (groupings.contains(Grouping.DAY)) {
            return days.flatMap(day -> rows(Stream.of(day)));
        }
        return rows(days);
    }

    private Stream<List<@Nullable Object>> rows(Stream<DayUsage> days) {
        var sums = new GroupedSums(groupings, labels);
        days.forEach(sums::add);
        return sums.rows().entrySet().stream().map(row -> row(row.getKey(), row.getValue()));
    }

    private static List<@Nullable Object> row(List<@Nullable String> values, UsageSum sum) {
        var row = new ArrayList<@Nullable Object>(values);
        row.add(sum.requests());
        row.add(sum.tokens().promptTokens());
        row.add(sum.tokens().repeatedTokens());
        row.add(sum.tokens().completionTokens());
        row.add(sum.tokens().reasoningTokens());
        row.add(sum.cost().usd());
        return row;
    }
}
