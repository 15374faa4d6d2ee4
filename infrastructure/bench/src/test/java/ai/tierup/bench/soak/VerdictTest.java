package ai.tierup.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.bench.soak.Verdict.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final long MB = 1L << 20;
    private static final Rest NOTHING_LEFT = new Rest(0, true);
    private static final Vitals BEFORE = new Vitals(Duration.ZERO, 50 * MB, 240 * MB, 150, 40);

    /** A reading every 10 s for half an hour, with noise, and this growth from the first to the last. */
    private static List<Vitals> series(long heapGrowth, long residentGrowth) {
        var random = new Random(7);
        return IntStream.range(0, 180)
                .mapToObj(number -> new Vitals(
                        Duration.ofSeconds(10L * number),
                        60 * MB + random.nextLong(10 * MB) + heapGrowth * number / 180,
                        260 * MB + random.nextLong(4 * MB) + residentGrowth * number / 180,
                        200 + random.nextInt(60),
                        100 + random.nextInt(80)))
                .toList();
    }

    private static List<String> findings(List<Vitals> series, Vitals after, Rest rest) {
        return Verdict.of(series, BEFORE, after, rest, new Tally()).findings();
    }

    @Test
    void noiseIsNoLeak() {
        assertThat(findings(series(0, 0), BEFORE, NOTHING_LEFT)).isEmpty();
    }

    @Test
    void aHeapThatGrowsIsFound() {
        assertThat(findings(series(20 * MB, 0), BEFORE, NOTHING_LEFT))
                .singleElement()
                .asString()
                .startsWith("The heap after a garbage collection is not flat: it grew by ");
    }

    @Test
    void residentMemoryThatGrowsIsFound() {
        assertThat(findings(series(0, 100 * MB), BEFORE, NOTHING_LEFT))
                .singleElement()
                .asString()
                .startsWith("The resident memory is not flat: it grew by ");
    }

    @Test
    void aPeakIsNoLeak() {
        var series = IntStream.range(0, 180)
                .mapToObj(number -> new Vitals(
                        Duration.ofSeconds(10L * number), (number > 170 ? 200 : 60) * MB, 260 * MB, 200, 100))
                .toList();
        assertThat(findings(series, BEFORE, NOTHING_LEFT)).isEmpty();
    }

    @Test
    void whatIsLeftIsFound() {
        var after = new Vitals(Duration.ZERO, 50 * MB, 240 * MB, 190, 90);
        assertThat(findings(series(0, 0), after, new Rest(3, false)))
                .containsExactly(
                        "40 more descriptors than before the load are left.",
                        "50 more threads than before the load are left.",
                        "3 holds are left, whose requests never settled.",
                        "Not every wallet agrees with its ledger. The audit above says which.");
    }

    @Test
    void requestsThatEndedUnexpectedlyAreFound() {
        var tally = new Tally();
        tally.ended("answered");
        tally.surprised("/v1/messages: 500");
        tally.surprised("/v1/messages: 500");
        assertThat(Verdict.of(series(0, 0), BEFORE, BEFORE, NOTHING_LEFT, tally).findings())
                .containsExactly("2 requests ended unexpectedly: /v1/messages: 500");
    }

    @Test
    void fewReadingsProveNothing() {
        assertThat(findings(series(0, 0).subList(0, 5), BEFORE, NOTHING_LEFT))
                .containsExactly("There are only 5 readings, too few to judge the memory.");
    }
}
