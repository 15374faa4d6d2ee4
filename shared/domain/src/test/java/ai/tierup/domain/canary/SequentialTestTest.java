package ai.tierup.domain.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialTestTest {

    @Test
    void withoutResultsThereIsNoEvidence() {
        assertThat(SequentialTest.logEvidence(0, 0, 0, 0)).isEqualTo(0, within(1e-12));
    }

    /** One bad result of one, and none of one: averaged 1/2 × (1/2 + 99/100) / 2, at most 1/4 at the common rate 1/2. */
    @Test
    void theEvidenceOfTwoResultsIsThatOfTheFormula() {
        assertThat(Math.exp(SequentialTest.logEvidence(1, 1, 0, 1))).isEqualTo(0.5 * 0.745 / 0.25, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"3, 100, 30, 1000", "0, 100, 10, 1000", "1, 50, 500, 500", "700, 1000, 701, 1000"})
    void aCanaryThatIsNotWorseGivesNone(long canaryBad, long canaryAll, long liveBad, long liveAll) {
        assertThat(SequentialTest.logEvidence(canaryBad, canaryAll, liveBad, liveAll))
                .isNegative();
    }

    @Test
    void theEvidenceGrowsWithWhatIsWorse() {
        var little = SequentialTest.logEvidence(10, 100, 10, 1000);
        var much = SequentialTest.logEvidence(20, 100, 10, 1000);

        assertThat(little).isPositive();
        assertThat(much).isGreaterThan(2 * little);
    }

    @Test
    void largeCountsAreAsExactAsSmallOnes() {
        var below = SequentialTest.logEvidence(100, 1022, 50, 1022);
        var above = SequentialTest.logEvidence(100, 1026, 50, 1026);

        assertThat(above).isEqualTo(below, within(0.1));
        assertThat(SequentialTest.logEvidence(200_000, 1_000_000, 100_000, 1_000_000))
                .isGreaterThan(1000)
                .isFinite();
    }

    /**
     * The exact rate at which a canary of equal rates reaches evidence of 20 within 60 pairs of results, summed over all sequences. It must be
     * at most one in 20.
     */
    @ParameterizedTest
    @CsvSource({"0.01", "0.1", "0.5", "0.9"})
    void falseAlarmsAreRarerThanTheEvidenceSays(double rate) {
        var pairs = 60;
        var chance = new double[pairs + 1][pairs + 1];
        chance[0][0] = 1;
        var alarms = 0.0;
        for (var pair = 1; pair <= pairs; pair++) {
            var next = new double[pairs + 1][pairs + 1];
            for (var canary = 0; canary < pair; canary++) {
                for (var live = 0; live < pair; live++) {
                    next[canary][live] += chance[canary][live] * (1 - rate) * (1 - rate);
                    next[canary + 1][live] += chance[canary][live] * rate * (1 - rate);
                    next[canary][live + 1] += chance[canary][live] * (1 - rate) * rate;
                    next[canary + 1][live + 1] += chance[canary][live] * rate * rate;
                }
            }
            for (var canary = 0; canary <= pair; canary++) {
                for (var live = 0; live <= pair; live++) {
                    if (SequentialTest.logEvidence(canary, pair, live, pair) >= Math.log(20)) {
                        alarms += next[canary][live];
                        next[canary][live] = 0;
                    }
                }
            }
            chance = next;
        }
        assertThat(alarms).isLessThanOrEqualTo(1 / 20.0);
    }
}
