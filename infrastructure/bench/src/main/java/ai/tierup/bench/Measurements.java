package ai.tierup.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * All figures of a run.
 *
 * @param calls whole answers, by number of connections and by target
 * @param streams by number of streams at a time and by target
 * @param prompts one connection with further prompts
 */
record Measurements(
        List<CallFigures> calls,
        List<StreamFigures> streams,
        List<PromptFigures> prompts,
        ProcessMeter.Memory memory,
        boolean ledgerAddsUp) {

    /** Quantiles of times, in milliseconds. */
    record Quantiles(double p50, double p95, double p99) {

        private static final double NANOS_PER_MILLI = 1e6;

        static Quantiles of(Histogram times) {
            return new Quantiles(
                    times.getValueAtPercentile(50) / NANOS_PER_MILLI,
                    times.getValueAtPercentile(95) / NANOS_PER_MILLI,
                    times.getValueAtPercentile(99) / NANOS_PER_MILLI);
        }

        Quantiles minus(Quantiles other) {
            return new Quantiles(p50 - other.p50, p95 - other.p95, p99 - other.p99);
        }

        /** The median of each quantile. */
        static Quantiles median(List<Quantiles> all) {
            return new Quantiles(
                    Measurements.median(all, Quantiles::p50),
                    Measurements.median(all, Quantiles::p95),
                    Measurements.median(all, Quantiles::p99));
        }
    }

    /**
     * A load of calls on one target.
     *
     * @param perSecond calls a second, as fast as possible; the median of the rounds
     * @param added time that the target adds to the provider's, at the same rate for all targets; zero for the provider itself
     * @param failures answers whose status was not 200, in all rounds
     * @param cpuMillis CPU time of the gateway's process a call, if it is ours; otherwise 0
     * @param allocatedKb memory that the gateway allocates a call, if it is ours; otherwise 0
     */
    record CallFigures(
            String target,
            int connections,
            double perSecond,
            Quantiles added,
            long failures,
            double cpuMillis,
            double allocatedKb) {}

    /**
     * A load of streams on one target.
     *
     * @param addedFirstToken time that the target adds until the first token
     * @param gaps times between a stream's pieces
     */
    record StreamFigures(String target, int streams, int whole, int asked, Quantiles addedFirstToken, Quantiles gaps) {}

    record PromptFigures(String prompt, Map<String, Double> addedMillis, double cpuMillis) {}

    static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        var sorted = all.stream().mapToDouble(figure).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
