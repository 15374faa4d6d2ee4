package ai.tierup.domain.canary;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.canary.SimulatedCanary.Quality;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole canaries with seeded traffic, judged after every request. {@code -Dtierup.proof=long} runs fifty times as many. */
class CanarySimulationTest {

    private static final int RUNS = "long".equals(System.getProperty("tierup.proof")) ? 1_000 : 20;
    private static final int MAX_REQUESTS = 100;

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("every request fails", Quality.USUAL.with(Measure.FAILURE, 1)),
                Arguments.of("one request in four fails", Quality.USUAL.with(Measure.FAILURE, 0.25)),
                Arguments.of("its first candidate fails in one of four", Quality.USUAL.with(Measure.FALLBACK, 0.25)),
                Arguments.of("it takes three times as long", Quality.USUAL.slowerBy(3)),
                Arguments.of("it costs customers eight times as much", Quality.USUAL.dearerBy(8)),
                Arguments.of("three in ten answers are cut", Quality.USUAL.with(Measure.CUT, 0.3)),
                Arguments.of("one request in four is refused", Quality.USUAL.with(Measure.REFUSAL, 0.25)),
                Arguments.of("six in ten schemas are broken", Quality.USUAL.with(Measure.SCHEMA, 0.6)),
                Arguments.of("half of the tool calls are broken", Quality.USUAL.with(Measure.TOOL_CALL, 0.5)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void aBadCanaryIsFoundWithin100Requests(String what, Quality quality) {
        var requests = IntStream.range(0, RUNS)
                .map(seed -> new SimulatedCanary(seed, quality).requestsUntilWorse(MAX_REQUESTS))
                .sorted()
                .toArray();

        assertThat(requests).as(what).doesNotContain(0);
        System.out.printf("%s: median %d, at most %d requests%n", what, requests[RUNS / 2], requests[RUNS - 1]);
    }

    @Test
    void anEqualCanaryIsEndedByMistakeInAtMostOneOf100() {
        var ended = IntStream.range(0, RUNS)
                .filter(seed -> new SimulatedCanary(seed, Quality.USUAL).requestsUntilWorse(500) > 0)
                .count();

        System.out.printf("an equal canary: %d of %d ended by mistake within 500 requests%n", ended, RUNS);
        assertThat(ended).isLessThanOrEqualTo(RUNS / 100L);
    }

    @Test
    void aBetterCanaryIsNotEnded() {
        var better = Quality.USUAL.with(Measure.FAILURE, 0).slowerBy(0.3).dearerBy(0.3);

        assertThat(new SimulatedCanary(7, better).requestsUntilWorse(500)).isZero();
    }
}
