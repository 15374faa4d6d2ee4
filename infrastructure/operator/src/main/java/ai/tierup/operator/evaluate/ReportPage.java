package ai.tierup.operator.evaluate;

import static ai.tierup.operator.console.Html.escaped;

import ai.tierup.domain.assess.Comparison;
import ai.tierup.domain.assess.Interval;
import ai.tierup.domain.assess.Scores;
import ai.tierup.domain.assess.TaskScore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a report as one page of HTML that loads nothing. */
record ReportPage(Report report, List<Comparison> comparisons) {

    private static final int MAX_TASKS = 40;

    static ReportPage of(Report report) {
        return new ReportPage(report, report.comparisons());
    }

    String html() {
        var tier = report.evaluation().tier();
        var title = tier.id().publicName() + " (" + tier.className() + "): " + report.name();
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <h1>%s</h1>
                <p class="verdict">%s</p>
                %s
                %s
                <h2>Candidates</h2>
                %s
                <h3>Share of right answers against our cost per success</h3>
                %s
                <h3>Right answers by language and by length</h3>
                %s
                %s
                %s
                </body>
                </html>
                """.formatted(
                        escaped(title),
                        ReportStyle.CSS,
                        escaped(title),
                        escaped(report.verdict(comparisons)),
                        next(),
                        facts(),
                        overview(),
                        Charts.value(candidates()),
                        new TaskGroups(report.evaluation().tasks().tasks()).table(candidates()),
                        comparisons.stream().map(this::challenger).collect(Collectors.joining("\n")),
                        method());
    }

    private String next() {
        if (report.stopped() != null) {
            return paragraph("Continue with <code>scripts/evaluate resume " + escaped(report.name()) + "</code>.");
        }
        return Report.best(comparisons)
                .map(best -> paragraph("Give it to some customers with <code>scripts/tiers canary " + report.name()
                        + " 5% WHY</code>. It is watched, and rolled back by itself if it is worse there."))
                .orElse("");
    }

    private String facts() {
        var evaluation = report.evaluation();
        var tasks = evaluation.tasks().tasks();
        var choice = evaluation.assess().criteria().choice();
        return paragraph(
                "%d tasks of difficulty %d to %d (%s), each done %d times by %d candidates: %d of %d calls. Spent %s of %s. Written at %s. Hash of the tasks: %s."
                        .formatted(
                                tasks.size(),
                                choice.minDifficulty(),
                                choice.maxDifficulty(),
                                tasks.stream()
                                        .collect(Collectors.groupingBy(
                                                Task::category, TreeMap::new, Collectors.counting()))
                                        .entrySet()
                                        .stream()
                                        .map(entry -> entry.getValue() + " " + escaped(entry.getKey()))
                                        .collect(Collectors.joining(", ")),
                                evaluation.runs(),
                                evaluation.candidates().size(),
                                report.runs().size(),
                                evaluation.calls(),
                                report.spent(),
                                report.limit(),
                                report.at(),
                                evaluation.tasks().fingerprint()));
    }

    private List<Scores> candidates() {
        var all = new ArrayList<Scores>();
        all.add(report.incumbent());
        comparisons.forEach(comparison -> all.add(comparison.challenger()));
        return all;
    }

    private String overview() {
        var rows = new StringBuilder();
        var all = candidates();
        for (var i = 0; i < all.size(); i++) {
            var scores = all.get(i);
            var hosts = report.evaluation().hosts().get(scores.candidate());
            rows.append(
                    "<tr><th>%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>%n"
                            .formatted(
                                    escaped(scores.candidate()),
                                    hosts == null ? "–" : hosts,
                                    scores.tasks().isEmpty() ? "–" : interval(scores.passRate(), ReportPage::percent),
                                    interval(scores.costPerSuccess(), ReportPage::dollars),
                                    scores.tasks().isEmpty() ? "–" : dollars(scores.billPerRun()),
                                    scores.tasks().isEmpty() ? "–" : "%.0f".formatted(scores.tokensPerRun()),
                                    scores.tasks().isEmpty() ? "–" : percent(scores.failedShare()),
                                    i == 0 ? "incumbent" : verdict(comparisons.get(i - 1))));
        }
        return """
                <table>
                <tr><th>Candidate</th><th>Hosts</th><th>Right answers</th><th>Our cost per success</th><th>Customer's bill per task</th>\
                <th>Billed tokens per task</th><th>Failed calls</th><th></th></tr>
                %s</table>""".formatted(rows);
    }

    private String verdict(Comparison comparison) {
        if (report.isGivenUp(comparison)) {
            return "<span class=\"no\">given up</span>";
        }
        return comparison.isAccepted() ? "<span class=\"yes\">accepted</span>" : "<span class=\"no\">refused</span>";
    }

    private String challenger(Comparison comparison) {
        if (report.isGivenUp(comparison)) {
            return "<h2>%s</h2>%n<p>%s</p>"
                    .formatted(escaped(comparison.challenger().candidate()), report.failures(comparison));
        }
        var findings = comparison.findings().stream()
                .map(finding -> "<tr><td>%s</td><th>%s</th><td class=\"text\">%s</td></tr>"
                        .formatted(
                                finding.isMet() ? "<span class=\"yes\">✓</span>" : "<span class=\"no\">✗</span>",
                                finding.criterion().title(),
                                escaped(finding.explanation())))
                .collect(Collectors.joining("\n"));
        return """
                <h2>%s, compared with %s</h2>
                <table class="findings">
                %s
                </table>
                <h3>Difference of right answers in each category, in points</h3>
                %s
                %s""".formatted(
                        escaped(comparison.challenger().candidate()),
                        escaped(comparison.incumbent().candidate()),
                        findings,
                        Charts.categories(
                                comparison.categories(),
                                report.evaluation().assess().criteria().rules().maxCategoryLoss()),
                        differences(comparison));
    }

    /** The scores of the incumbent and of a challenger in a task. */
    private record Difference(TaskScore before, TaskScore after) {

        int passes() {
            return after.passed() - before.passed();
        }
    }

    private static String differences(Comparison comparison) {
        var before =
                comparison.incumbent().tasks().stream().collect(Collectors.toMap(TaskScore::task, Function.identity()));
        var different = comparison.challenger().tasks().stream()
                .flatMap(
                        score -> Stream.ofNullable(before.get(score.task())).map(known -> new Difference(known, score)))
                .filter(difference -> difference.passes() != 0)
                .sorted(Comparator.comparingInt(Difference::passes))
                .toList();
        var rows = different.stream()
                .limit(MAX_TASKS)
                .map(difference -> "<tr><td class=\"text\">%s</td><td>%d of %d</td><td>%d of %d</td></tr>"
                        .formatted(
                                escaped(difference.after().task()),
                                difference.before().passed(),
                                difference.before().runs(),
                                difference.after().passed(),
                                difference.after().runs()))
                .collect(Collectors.joining("\n"));
        return different.isEmpty()
                ? ""
                : "<details><summary>%d tasks with different results%s</summary>%n<table><tr><th>Task</th><th>Incumbent right</th><th>Challenger right</th></tr>%n%s</table></details>"
                        .formatted(
                                different.size(),
                                different.size() > MAX_TASKS
                                        ? ", of which " + MAX_TASKS + " follow, the losses first"
                                        : "",
                                rows);
    }

    private String method() {
        var rules = report.evaluation().assess().criteria().rules();
        return """
                <h2>How to read this</h2>
                <p>Each answer was graded by an exact rule; no model judged another. All candidates did the same tasks, so differences are \
                taken task by task, and a task counts once however often it was done. In the table, a range holds the true figure with 95 %% \
                confidence; tasks stand for all that customers might ask. “Surely” allows for an error of %s, shared by %d challengers. \
                Quality may be worse by at most %s points when nothing worse can be excluded, and by at most %s points in any category, which \
                is judged by its estimate since categories have few tasks. Hosts are those of the model that have the context and the output cap which \
                the tier sells; a model needs %d. Costs are what the provider charged for these calls, without its \
                prompt cache being warm. Bills are at the tier's prices, or at list prices if it is free.</p>""".formatted(
                        percent(rules.error()),
                        comparisons.size(),
                        number(100 * rules.margin()),
                        number(100 * rules.maxCategoryLoss()),
                        report.evaluation().assess().criteria().screening().minHosts());
    }

    private static String paragraph(String html) {
        return "<p>" + html + "</p>";
    }

    private static String interval(Interval interval, Function<Double, String> figure) {
        return Double.isFinite(interval.estimate())
                ? "%s <small>%s – %s</small>"
                        .formatted(
                                figure.apply(interval.estimate()),
                                figure.apply(interval.low()),
                                figure.apply(interval.high()))
                : "–";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f&nbsp;%%", 100 * share);
    }

    private static String dollars(double usd) {
        return Double.isFinite(usd) ? String.format(Locale.ROOT, "$%.6f", usd) : "∞";
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
