package ai.tierup.operator.evaluate;

import ai.tierup.domain.assess.Assess;
import ai.tierup.domain.assess.Scores;
import ai.tierup.domain.assess.TaskScore;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.meter.TokenCounter;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.money.TokenPrices;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is to be done in an evaluation: each candidate does each task several times.
 *
 * @param candidates the incumbent first
 * @param hosts how many hosts could serve the tier when the evaluation began, by the name of the candidate, where that is known
 */
record Evaluation(Tier tier, List<Candidate> candidates, Map<String, Integer> hosts, TaskSet tasks, Assess assess) {

    private static final int ESTIMATED_OUTPUT_TOKENS = 400;

    Evaluation {
        candidates = List.copyOf(candidates);
        hosts = Map.copyOf(hosts);
    }

    Candidate incumbent() {
        return candidates.getFirst();
    }

    List<Candidate> challengers() {
        return candidates.subList(1, candidates.size());
    }

    int runs() {
        return assess.criteria().choice().runs();
    }

    /** The number of calls of all candidates. */
    int calls() {
        return candidates.size() * tasks.tasks().size() * runs();
    }

    /** The most that a candidate's answer to a task can cost. */
    Money most(Candidate candidate, Task task) {
        return candidate.largestCost(
                InputSize.of(task.conversation()).boundTokens(), candidate.nativeCap(task.maxOutputTokens()));
    }

    /** What all calls will probably cost, if an answer has some hundred tokens. */
    Money estimate(TokenCounter counter) {
        var input = tasks.tasks().stream()
                .mapToLong(task -> counter.count(task.conversation()))
                .sum();
        var output = (long) tasks.tasks().size() * ESTIMATED_OUTPUT_TOKENS;
        return candidates.stream()
                .map(candidate -> candidate.upstreamPrices().costOf(input * runs(), output * runs()))
                .reduce(Money.ZERO, Money::plus);
    }

    /** The scores of a candidate in the tasks of which all runs are done. */
    Scores scores(Candidate candidate, List<Run> runs) {
        var scores = new ArrayList<TaskScore>();
        for (var task : tasks.tasks()) {
            var done = runs.stream()
                    .filter(run -> run.key().candidate().equals(candidate.name())
                            && run.key().task().equals(task.id()))
                    .toList();
            if (done.size() >= runs()) {
                scores.add(score(task, done));
            }
        }
        return new Scores(candidate.name(), scores);
    }

    private TaskScore score(Task task, List<Run> done) {
        var right = 0;
        var failed = 0;
        var cost = Money.ZERO;
        var billed = Money.ZERO;
        var tokens = 0L;
        for (var run : done) {
            right += run.isRight() ? 1 : 0;
            failed += run.failure() == null ? 0 : 1;
            cost = cost.plus(run.cost());
            billed = billed.plus(billedPrices().costOf(run.inputTokens(), run.outputTokens()));
            tokens += run.inputTokens() + run.outputTokens();
        }
        return new TaskScore(task.id(), task.category(), done.size(), right, failed, cost, billed, tokens);
    }

    /** The tier's prices; list prices if it is free. */
    private TokenPrices billedPrices() {
        return tier.isFree() ? tier.listPrices().prices() : tier.prices();
    }
}
