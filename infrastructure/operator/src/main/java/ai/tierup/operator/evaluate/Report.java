package ai.tierup.operator.evaluate;

import ai.tierup.domain.assess.Comparison;
import ai.tierup.domain.assess.Scores;
import ai.tierup.domain.money.Money;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation has found.
 *
 * @param stopped why it stopped before its end; null if it did not
 * @param givenUp the candidates that failed too often and did not go on
 */
record Report(
        String name,
        Evaluation evaluation,
        List<Run> runs,
        Money spent,
        Money limit,
        Instant at,
        @Nullable String stopped,
        List<String> givenUp) {

    /** Returns whether a candidate failed too often and did not go on. */
    boolean isGivenUp(Comparison comparison) {
        return givenUp.contains(comparison.challenger().candidate());
    }

    /** How many of a candidate's calls have failed. */
    String failures(Comparison comparison) {
        var own = runs.stream()
                .filter(run ->
                        run.key().candidate().equals(comparison.challenger().candidate()))
                .toList();
        var failed = own.stream().filter(run -> run.failure() != null).count();
        return failed + " of its " + own.size() + " calls failed, so it was given up.";
    }

    Scores incumbent() {
        return evaluation.scores(evaluation.incumbent(), runs);
    }

    List<Comparison> comparisons() {
        var incumbent = incumbent();
        return evaluation.challengers().stream()
                .map(challenger -> evaluation.assess().compare(incumbent, evaluation.scores(challenger, runs)))
                .toList();
    }

    /** The accepted challenger with the lowest cost per success. */
    static Optional<Comparison> best(List<Comparison> comparisons) {
        return comparisons.stream()
                .filter(Comparison::isAccepted)
                .min(Comparator.comparingDouble(
                        comparison -> comparison.costRatio().estimate()));
    }

    /** The result in a sentence. */
    String verdict(List<Comparison> comparisons) {
        var incumbent = evaluation.incumbent().name();
        if (stopped != null) {
            return "Not finished: it stopped because " + stopped + ".";
        }
        return best(comparisons)
                .map(best -> best.challenger().candidate() + " may replace " + incumbent + ".")
                .orElse("No challenger may replace " + incumbent + ".");
    }
}
