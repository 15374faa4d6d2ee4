package ai.tierup.domain.canary;

import java.util.stream.IntStream;

/**
 * A sequential test of whether the canary has bad results more often than the live version. It needs only counts, is exact for any number of
 * results, and may be looked at after each of them.
 *
 * <p>The evidence is the likelihood of the results when both rates are unknown, averaged over priors that were fixed in advance, divided by
 * their largest likelihood under any rates of which the canary's is not the higher (universal inference; Wasserman, Ramdas and Balakrishnan,
 * 2020). If the canary is not worse, the evidence ever reaches {@code x} with a probability of at most {@code 1/x}.
 */
final class SequentialTest {

    /** The prior of the canary's rate: any rate is as likely as any other. */
    private static final int[][] CANARY_PRIORS = {{1, 1}};

    /** The priors of the live version's rate, one of which expects bad results to be rare. */
    private static final int[][] LIVE_PRIORS = {{1, 1}, {1, 99}};

    private static final double[] LOG_FACTORIALS = logFactorials();

    private SequentialTest() {}

    private static double[] logFactorials() {
        var table = new double[1024];
        for (var n = 1; n < table.length; n++) {
            table[n] = table[n - 1] + Math.log(n);
        }
        return table;
    }

    /** The logarithm of the evidence by one measure. A measure of many levels is tested at each of them, and the evidence averaged. */
    static double logEvidence(Measure measure, ArmCounts live, ArmCounts canary) {
        return logMean(IntStream.range(1, measure.levels())
                .mapToDouble(level -> logEvidence(measure, level, live, canary))
                .toArray());
    }

    /** The level at which the evidence is largest. */
    static int decidingLevel(Measure measure, ArmCounts live, ArmCounts canary) {
        return IntStream.range(1, measure.levels())
                .boxed()
                .max((one, other) -> Double.compare(
                        logEvidence(measure, one, live, canary), logEvidence(measure, other, live, canary)))
                .orElseThrow();
    }

    private static double logEvidence(Measure measure, int level, ArmCounts live, ArmCounts canary) {
        return logEvidence(
                canary.atLeast(measure, level),
                canary.total(measure),
                live.atLeast(measure, level),
                live.total(measure));
    }

    /** The logarithm of the evidence by {@code bad} results of {@code all} in each arm. */
    static double logEvidence(long canaryBad, long canaryAll, long liveBad, long liveAll) {
        var averaged = logAveraged(canaryBad, canaryAll, CANARY_PRIORS) + logAveraged(liveBad, liveAll, LIVE_PRIORS);
        var isNotHigher = canaryBad * liveAll <= liveBad * canaryAll;
        var largest = isNotHigher
                ? logLargest(canaryBad, canaryAll) + logLargest(liveBad, liveAll)
                : logLargest(canaryBad + liveBad, canaryAll + liveAll);
        return averaged - largest;
    }

    /** The likelihood, averaged over beta distributions of the rate. */
    private static double logAveraged(long bad, long all, int[][] priors) {
        var logs = new double[priors.length];
        for (var i = 0; i < priors.length; i++) {
            var a = priors[i][0];
            var b = priors[i][1];
            logs[i] = logBeta(bad + a, all - bad + b) - logBeta(a, b);
        }
        return logMean(logs);
    }

    /** The likelihood under the rate that makes it largest. */
    private static double logLargest(long bad, long all) {
        return xLogX(bad) + xLogX(all - bad) - xLogX(all);
    }

    private static double xLogX(long x) {
        return x == 0 ? 0 : x * Math.log((double) x);
    }

    private static double logBeta(long a, long b) {
        return logFactorial(a - 1) + logFactorial(b - 1) - logFactorial(a + b - 1);
    }

    private static double logFactorial(long n) {
        if (n < LOG_FACTORIALS.length) {
            return LOG_FACTORIALS[(int) n];
        }
        // Stirling's series, whose error is below 10⁻¹⁷ here.
        return (n + 0.5) * Math.log((double) n)
                - n
                + 0.5 * Math.log(2 * Math.PI)
                + 1.0 / (12.0 * n)
                - 1.0 / (360.0 * n * n * n);
    }

    /** The logarithm of the mean of numbers given by their logarithms. */
    private static double logMean(double... logs) {
        var largest = Double.NEGATIVE_INFINITY;
        for (var log : logs) {
            largest = Math.max(largest, log);
        }
        var sum = 0.0;
        for (var log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / logs.length);
    }
}
