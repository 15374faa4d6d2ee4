package ai.tierup.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;

/** Searches a model, prints the number of states, and fails with the steps to an unexpected state. */
final class Proof {

    /** Selects larger bounds, for a run of some minutes. Set by {@code -Dtierup.proof=long}. */
    static final boolean LONG = "long".equals(System.getProperty("tierup.proof"));

    private Proof() {}

    /** Asserts that no state violates an invariant. */
    static <S> void holds(String what, Model<S> model) {
        assertThat(searched(what, model).counterexample()).as(what).isEmpty();
    }

    /** Asserts that {@code violation} is reached in a model without one of its rules. */
    static <S> void breaks(String mutant, Model<S> model, String violation) {
        var counterexample = searched("mutant, " + mutant, model).counterexample();
        assertThat(counterexample).as(mutant).endsWith(violation);
    }

    private static <S> Search.Result<S> searched(String what, Model<S> model) {
        var start = System.nanoTime();
        var result = Search.explore(model);
        var time = Duration.ofNanos(System.nanoTime() - start);
        var found = result.counterexample().isEmpty()
                ? ""
                : ", broken in " + (result.counterexample().size() - 1) + " steps";
        System.out.printf(
                Locale.ROOT,
                "model %s: %,d states, %,d ms%s%n",
                what,
                result.visited().size(),
                time.toMillis(),
                found);
        return result;
    }
}
