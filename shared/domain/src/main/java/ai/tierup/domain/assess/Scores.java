package ai.tierup.domain.assess;

import ai.tierup.domain.money.Money;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * How a candidate did in an evaluation.
 *
 * @param candidate its name
 * @param tasks those that it has finished
 */
public record Scores(String candidate, List<TaskScore> tasks) {

    private static final double CONFIDENCE = 0.95;

    public Scores {
        tasks = List.copyOf(tasks);
    }

    /** The share of runs whose answer was right. */
    public Interval passRate() {
        return passRate(tasks);
    }

    /** The same in each category. */
    public Map<String, Interval> passRates() {
        return tasks.stream()
                .collect(Collectors.groupingBy(
                        TaskScore::category,
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), Scores::passRate)));
    }

    private static Interval passRate(List<TaskScore> tasks) {
        return tasks.isEmpty()
                ? new Interval(0, 0, 1)
                : Share.interval(
                        tasks.stream()
                                .mapToDouble(TaskScore::passRate)
                                .average()
                                .orElseThrow(),
                        tasks.size(),
                        CONFIDENCE);
    }

    /** What we pay for a right answer, in dollars. */
    public Interval costPerSuccess() {
        return tasks.isEmpty()
                ? new Interval(Double.NaN, Double.NaN, Double.NaN)
                : Bootstrap.interval(tasks.size(), (1 - CONFIDENCE) / 2, drawn -> costPerSuccess(tasks, drawn));
    }

    static double costPerSuccess(List<TaskScore> tasks, int[] drawn) {
        var nanoUsd = 0.0;
        var passed = 0;
        for (var index : drawn) {
            nanoUsd += tasks.get(index).cost().nanoUsd();
            passed += tasks.get(index).passed();
        }
        return nanoUsd / 1e9 / passed;
    }

    public Money cost() {
        return sum(TaskScore::cost);
    }

    /** What customers would have been billed for a run, on average, in dollars. */
    public double billPerRun() {
        return sum(TaskScore::billed).nanoUsd() / 1e9 / runs();
    }

    /** The neutral tokens of a run, on average. */
    public double tokensPerRun() {
        return (double) total(TaskScore::billedTokens) / runs();
    }

    /** The share of runs without an answer. */
    public double failedShare() {
        return (double) total(TaskScore::failed) / runs();
    }

    public long runs() {
        return total(TaskScore::runs);
    }

    private Money sum(Function<TaskScore, Money> part) {
        return tasks.stream().map(part).reduce(Money.ZERO, Money::plus);
    }

    private long total(ToLongFunction<TaskScore> part) {
        return tasks.stream().mapToLong(part).sum();
    }
}
