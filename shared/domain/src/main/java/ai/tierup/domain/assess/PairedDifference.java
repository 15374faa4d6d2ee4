package ai.tierup.domain.assess;

/**
 * The mean difference between two models that did the same tasks. Each task counts once, however often it was repeated.
 *
 * <p>Two made-up tasks, one won by either model, are added (Agresti and Min, 2005). Without them a few tasks without any difference would
 * seem to prove that there is none.
 */
final class PairedDifference {

    private static final int MADE_UP = 2;

    private PairedDifference() {}

    /**
     * @param differences the challenger's share of passed runs minus the incumbent's, for each task
     * @param error the probability with which the true difference may be below the interval, and the same above it
     */
    static Interval interval(double[] differences, double error) {
        var sum = 0.0;
        var squares = 0.0;
        for (var difference : differences) {
            sum += difference;
            squares += difference * difference;
        }
        var n = differences.length + MADE_UP;
        var mean = sum / n;
        var spread = Normal.quantile(1 - error) * Math.sqrt(((squares + MADE_UP) / n - mean * mean) / n);
        return new Interval(mean - spread, differences.length == 0 ? 0 : sum / differences.length, mean + spread);
    }
}
