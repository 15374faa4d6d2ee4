package ai.tierup.domain.assess;

import ai.tierup.domain.assess.ClassCriteria.Rules;
import ai.tierup.domain.assess.Finding.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides by the results of an evaluation whether a challenger may replace the incumbent of a tier. It must do all planned tasks, fail
 * seldom, be no worse than the margin, lose little in any category, cost less per success, and not raise customers' bills. The burden of
 * proof is the challenger's: of each interval the worse end counts. Only in single categories, which have few tasks, the estimate counts.
 *
 * @param plannedTasks the number of tasks that each candidate was to do
 * @param challengers how many are compared with the incumbent. They share the probability of an error, because the luckiest of many would
 *     otherwise seem good
 */
public record Assess(ClassCriteria criteria, int plannedTasks, int challengers) {

    private static final double HOPELESS_CONFIDENCE = 0.999;

    /** Fewer may be a bad minute of its provider. */
    private static final int MIN_FAILURES = 5;

    /** A task that both have finished. */
    private record Pair(TaskScore incumbent, TaskScore challenger) {

        double difference() {
            return challenger.passRate() - incumbent.passRate();
        }
    }

    /** Returns whether so many calls have failed that a candidate cannot be accepted any more, whatever else it does. */
    public boolean isHopeless(long failed, long calls) {
        return failed >= MIN_FAILURES
                && Share.interval((double) failed / calls, (double) calls, HOPELESS_CONFIDENCE)
                                .low()
                        > criteria.rules().maxFailedShare();
    }

    /** Compares a challenger with the incumbent. */
    public Comparison compare(Scores incumbent, Scores challenger) {
        var pairs = pairs(incumbent, challenger);
        var error = criteria.rules().error() / Math.max(1, challengers);
        var quality = difference(pairs, error);
        var categories = pairs.stream()
                .collect(Collectors.groupingBy(
                        pair -> pair.challenger.category(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), group -> difference(group, error))));
        var cost = costRatio(pairs, error);
        var bill = billRatio(pairs, error);
        return new Comparison(
                incumbent,
                challenger,
                quality,
                categories,
                cost,
                bill,
                List.of(
                        complete(pairs.size()),
                        failures(challenger),
                        quality(quality),
                        categories(categories),
                        cost(cost),
                        bill(bill)));
    }

    private List<Pair> pairs(Scores incumbent, Scores challenger) {
        var known = incumbent.tasks().stream().collect(Collectors.toMap(TaskScore::task, Function.identity()));
        var pairs = new ArrayList<Pair>();
        for (var score : challenger.tasks()) {
            var other = known.get(score.task());
            if (other != null
                    && Math.min(score.runs(), other.runs()) >= criteria.choice().runs()) {
                pairs.add(new Pair(other, score));
            }
        }
        return pairs;
    }

    private static Interval difference(List<Pair> pairs, double error) {
        return PairedDifference.interval(
                pairs.stream().mapToDouble(Pair::difference).toArray(), error);
    }

    private static Interval costRatio(List<Pair> pairs, double error) {
        var before = pairs.stream().map(Pair::incumbent).toList();
        var after = pairs.stream().map(Pair::challenger).toList();
        return interval(
                pairs, error, drawn -> Scores.costPerSuccess(after, drawn) / Scores.costPerSuccess(before, drawn));
    }

    private static Interval billRatio(List<Pair> pairs, double error) {
        return interval(
                pairs,
                error,
                drawn -> IntStream.of(drawn)
                                .mapToLong(i -> pairs.get(i).challenger.billed().nanoUsd())
                                .sum()
                        / (double) IntStream.of(drawn)
                                .mapToLong(i -> pairs.get(i).incumbent.billed().nanoUsd())
                                .sum());
    }

    private static Interval interval(List<Pair> pairs, double error, ToDoubleFunction<int[]> figure) {
        return pairs.isEmpty()
                ? new Interval(Double.NaN, Double.NaN, Double.NaN)
                : Bootstrap.interval(pairs.size(), error, figure);
    }

    private Finding complete(int tasks) {
        var needed = Math.max(criteria.choice().minTasks(), plannedTasks);
        return new Finding(
                Criterion.COMPLETE, tasks >= needed, "Both finished %d tasks; %d are needed.".formatted(tasks, needed));
    }

    private Finding failures(Scores challenger) {
        var largest = rules().maxFailedShare();
        return new Finding(
                Criterion.FAILURES,
                challenger.failedShare() <= largest,
                "%s of the calls failed; at most %s may."
                        .formatted(percent(challenger.failedShare()), percent(largest)));
    }

    private Finding quality(Interval difference) {
        return new Finding(
                Criterion.QUALITY,
                difference.low() > -rules().margin(),
                "%s right answers, and surely no worse than %s; down to %s is tolerated."
                        .formatted(points(difference.estimate()), points(difference.low()), points(-rules().margin())));
    }

    private Finding categories(Map<String, Interval> categories) {
        var worst = categories.entrySet().stream()
                .min((one, other) -> Double.compare(
                        one.getValue().estimate(), other.getValue().estimate()));
        return worst.map(category -> new Finding(
                        Criterion.CATEGORIES,
                        category.getValue().estimate() >= -rules().maxCategoryLoss(),
                        "%s in its worst category, %s; down to %s is tolerated."
                                .formatted(
                                        points(category.getValue().estimate()),
                                        category.getKey(),
                                        points(-rules().maxCategoryLoss()))))
                .orElse(new Finding(Criterion.CATEGORIES, false, "No category has a finished task."));
    }

    private static Finding cost(Interval ratio) {
        return new Finding(
                Criterion.COST,
                ratio.high() < 1,
                "%s of the incumbent's, and surely at most %s; less than 100.0 %% is needed."
                        .formatted(percent(ratio.estimate()), percent(ratio.high())));
    }

    private Finding bill(Interval ratio) {
        return new Finding(
                Criterion.BILL,
                ratio.high() <= rules().maxBillRatio(),
                "%s of today's, and surely at most %s; up to %s is tolerated."
                        .formatted(percent(ratio.estimate()), percent(ratio.high()), percent(rules().maxBillRatio())));
    }

    private Rules rules() {
        return criteria.rules();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f points", 100 * difference);
    }
}
