package ai.tierup.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;

/** Searches a model, says how much it has seen, and fails with the story of what it should not have seen. */
final class Proof {

    /** Larger bounds, for a run of some minutes: {@code -Dtierup.proof=long}. */
    static final boolean LONG = "long".equals(System.getProperty("tierup.proof"));

    private Proof() {}

    /** No state is wrong. */
    static <S> void holds(String what, Model<S> model) {
        assertThat(searched(what, model).counterexample()).as(what).isEmpty();
    }

    /** A rule is left out, and {@code violation} follows. */
    static <S> void breaks(String mutant, Model<S> model, String violation) {
        var story = searched("mutant, " + mutant, model).counterexample();
        assertThat(story).as(mutant).endsWith(violation);
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
