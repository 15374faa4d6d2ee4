package ai.tierup.domain.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theNormalDistributionHasItsKnownQuantiles() {
        assertThat(Normal.quantile(0.95)).isCloseTo(1.644854, within(1e-6));
        assertThat(Normal.quantile(0.975)).isCloseTo(1.959964, within(1e-6));
        assertThat(Normal.quantile(0.9995)).isCloseTo(3.290527, within(1e-6));
        assertThat(Normal.quantile(0.5)).isCloseTo(0, within(1e-12));
    }

    /** By Wilson's formula: 160 of 200, 3 of 300, none of 300. */
    @Test
    void sharesHaveWilsonsIntervals() {
        assertThat(Share.interval(0.8, 200, 0.95).low()).isCloseTo(0.739, within(0.0005));
        assertThat(Share.interval(0.8, 200, 0.95).high()).isCloseTo(0.850, within(0.0005));
        assertThat(Share.interval(0.01, 300, 0.95).low()).isCloseTo(0.0034, within(0.00005));
        assertThat(Share.interval(0.01, 300, 0.95).high()).isCloseTo(0.0290, within(0.00005));
        assertThat(Share.interval(0, 300, 0.95).high()).isCloseTo(0.0126, within(0.00005));
    }

    @Test
    void equalTasksAreNoProofOfEquality() {
        assertThat(PairedDifference.interval(new double[10], 0.05).low()).isLessThan(-0.15);
        assertThat(PairedDifference.interval(new double[1000], 0.05).low()).isGreaterThan(-0.005);
        assertThat(PairedDifference.interval(new double[0], 0.05).low()).isLessThan(-0.9);
    }

    /** 248 tasks of which a tenth has different results suffice in four of five evaluations for a margin of five points. */
    @Test
    void aDifferenceHasTheIntervalOfPairedProportions() {
        var differences = new double[248];
        Arrays.fill(differences, 0, 12, 1);
        Arrays.fill(differences, 12, 24, -1);

        var interval = PairedDifference.interval(differences, 0.05);

        assertThat(interval.estimate()).isZero();
        assertThat(interval.low()).isCloseTo(-1.645 * Math.sqrt(26.0 / 250 / 250), within(1e-4));
        assertThat(interval.high()).isCloseTo(-interval.low(), within(1e-12));
    }

    /** 4,000 evaluations with 110 tasks each of a model that is worse by exactly the margin of five points. */
    @Test
    void aWorseModelIsTakenForGoodAsSeldomAsPromised() {
        var random = new SplittableRandom(17);
        var accepted = 0;
        for (var evaluation = 0; evaluation < 4_000; evaluation++) {
            var differences = new double[110];
            for (var task = 0; task < differences.length; task++) {
                var draw = random.nextDouble();
                differences[task] = draw < 0.05 ? 1 : draw < 0.15 ? -1 : 0;
            }
            if (PairedDifference.interval(differences, 0.05).low() > -0.05) {
                accepted++;
            }
        }

        assertThat(accepted).isBetween(80, 210);
    }

    /** The mean of 100 draws of 0 and 1 has a standard error of 5 points. */
    @Test
    void aBootstrapFindsTheSpreadOfAMeanAndRepeatsItself() {
        var values = new double[100];
        Arrays.fill(values, 0, 50, 1);

        var interval = Bootstrap.interval(100, 0.025, drawn -> mean(values, drawn));

        assertThat(interval.estimate()).isEqualTo(0.5);
        assertThat(interval.low()).isCloseTo(0.402, within(0.02));
        assertThat(interval.high()).isCloseTo(0.598, within(0.02));
        assertThat(Bootstrap.interval(100, 0.025, drawn -> mean(values, drawn))).isEqualTo(interval);
    }

    private static double mean(double[] values, int[] drawn) {
        return Arrays.stream(drawn)
                .mapToDouble(index -> values[index])
                .average()
                .orElseThrow();
    }
}
