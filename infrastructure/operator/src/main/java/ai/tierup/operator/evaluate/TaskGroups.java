package ai.tierup.operator.evaluate;

import static ai.tierup.operator.console.Html.escaped;

import ai.tierup.domain.assess.Scores;
import ai.tierup.domain.conversation.InputSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The share of right answers by the language and by the length of the tasks. Nothing is decided by it: most groups are small. */
record TaskGroups(List<Task> tasks) {

    private static final long SHORT_TOKENS = 1_000;
    private static final long LONG_TOKENS = 10_000;

    /** Tasks with something in common. */
    private record Group(String title, Set<String> tasks) {}

    /** A table with a row for each group. */
    String table(List<Scores> candidates) {
        var heads = candidates.stream()
                .map(scores -> "<th>" + escaped(scores.candidate()) + "</th>")
                .collect(Collectors.joining());
        var rows = groups().stream().map(group -> row(group, candidates)).collect(Collectors.joining("\n"));
        return "<table>%n<tr><th>Right answers</th><th>Tasks</th>%s</tr>%n%s%n</table>".formatted(heads, rows);
    }

    private List<Group> groups() {
        var groups = new ArrayList<Group>();
        groups.addAll(groups("Language ", Task::language));
        groups.addAll(groups("Input of ", TaskGroups::length));
        return groups;
    }

    private List<Group> groups(String title, Function<Task, String> property) {
        return tasks.stream()
                .collect(
                        Collectors.groupingBy(property, TreeMap::new, Collectors.mapping(Task::id, Collectors.toSet())))
                .entrySet()
                .stream()
                .map(entry -> new Group(title + entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String length(Task task) {
        var tokens = InputSize.of(task.conversation()).estimatedTokens();
        return tokens < SHORT_TOKENS
                ? "less than 1,000 tokens"
                : tokens < LONG_TOKENS ? "1,000 to 10,000 tokens" : "more than 10,000 tokens";
    }

    private static String row(Group group, List<Scores> candidates) {
        var shares = candidates.stream()
                .map(scores -> "<td>" + share(group, scores) + "</td>")
                .collect(Collectors.joining());
        return "<tr><th>%s</th><td>%d</td>%s</tr>"
                .formatted(escaped(group.title()), group.tasks().size(), shares);
    }

    private static String share(Group group, Scores scores) {
        var done = scores.tasks().stream()
                .filter(score -> group.tasks().contains(score.task()))
                .toList();
        if (done.isEmpty()) {
            return "–";
        }
        var rate = new Scores(scores.candidate(), done).passRate();
        return String.format(
                Locale.ROOT,
                "%.1f&nbsp;%% <small>%.1f – %.1f</small>",
                100 * rate.estimate(),
                100 * rate.low(),
                100 * rate.high());
    }
}
