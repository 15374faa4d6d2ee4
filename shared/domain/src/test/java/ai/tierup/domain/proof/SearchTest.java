package ai.tierup.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchTest {

    private record Jugs(int ofFive, int ofThree) {}

    /** A jug of five litres and one of three, a tap and a sink. */
    private record Pouring(int forbidden) implements Model<Jugs> {

        @Override
        public Jugs start() {
            return new Jugs(0, 0);
        }

        @Override
        public List<Step<Jugs>> steps(Jugs jugs) {
            var toThree = Math.min(jugs.ofFive, 3 - jugs.ofThree);
            var toFive = Math.min(jugs.ofThree, 5 - jugs.ofFive);
            return List.of(
                    new Step<>(new Jugs(5, jugs.ofThree), "five", "fill"),
                    new Step<>(new Jugs(jugs.ofFive, 3), "three", "fill"),
                    new Step<>(new Jugs(0, jugs.ofThree), "five", "empty"),
                    new Step<>(new Jugs(jugs.ofFive, 0), "three", "empty"),
                    new Step<>(new Jugs(jugs.ofFive - toThree, jugs.ofThree + toThree), "five", "pour"),
                    new Step<>(new Jugs(jugs.ofFive + toFive, jugs.ofThree - toFive), "three", "pour"));
        }

        @Override
        public Optional<String> violation(Jugs jugs) {
            return jugs.ofFive == forbidden ? Optional.of(forbidden + " litres") : Optional.empty();
        }
    }

    @Test
    void theShortestCounterexampleIsFound() {
        assertThat(Search.explore(new Pouring(4)).counterexample())
                .containsExactly(
                        "five: fill",
                        "five: pour",
                        "three: empty",
                        "five: pour",
                        "five: fill",
                        "five: pour",
                        "4 litres");
    }

    @Test
    void aViolationAtTheStartNeedsNoSteps() {
        assertThat(Search.explore(new Pouring(0)).counterexample()).containsExactly("0 litres");
    }

    @Test
    void allStatesAreVisitedWhenNoneIsViolated() {
        var result = Search.explore(new Pouring(6));

        assertThat(result.counterexample()).isEmpty();
        assertThat(result.visited()).hasSize(16);
    }
}
