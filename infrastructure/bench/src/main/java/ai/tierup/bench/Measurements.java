package ai.tierup.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * All figures of a run.
 *
 * @param calls whole answers, by number of connections and by target
 * @param streams by number of streams at a time and by target
 * @param mostStreams by target
 * @param prompts one connection with further prompts
 * @param units of the tables; empty if the gateway with tables in memory did not run
 */
record Measurements(
        RunConditions conditions,
        List<CallFigures> calls,
        List<StreamFigures> streams,
        List<MostStreams> mostStreams,
        List<PromptFigures> prompts,
        List<UnitFigures> units,
        List<ProcessFigures> processes) {

    /** Whether the wallets of all our gateways agree with their ledgers. */
    boolean ledgersAddUp() {
        return processes.stream().noneMatch(process -> Boolean.FALSE.equals(process.ledgerAddsUp()));
    }

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

        /** The median over the rounds of what the target adds in each. */
        static Quantiles added(List<Quantiles> rounds, List<Quantiles> directRounds) {
            return median(IntStream.range(0, rounds.size())
                    .mapToObj(round -> rounds.get(round).minus(directRounds.get(round)))
                    .toList());
        }
    }

    /**
     * What a call costs the target's process.
     *
     * @param cpuMillis CPU time; null if the process is not known
     * @param allocatedKb Java objects; null if it is no JVM of ours
     */
    record Cost(@Nullable Double cpuMillis, @Nullable Double allocatedKb) {

        private static final double BYTES_PER_KB = 1024;

        static Cost of(Contender contender, ProcessMeter.Use use, long answers) {
            var meter = contender.meter();
            return new Cost(
                    meter.isEmpty() ? null : use.cpu().toNanos() / 1e6 / answers,
                    meter.isEmpty() || !meter.get().isOfJvm() ? null : use.allocatedBytes() / BYTES_PER_KB / answers);
        }
    }

    /**
     * A load of calls on one target.
     *
     * @param perSecond calls a second, as fast as possible; the median of the rounds
     * @param timedPerSecond calls a second at which the added times were measured
     * @param added time that the target adds to the provider's; zero for the provider itself
     * @param failures answers whose status was not 200, in all rounds
     */
    record CallFigures(
            String target,
            int connections,
            double perSecond,
            double timedPerSecond,
            Quantiles added,
            Cost cost,
            long failures) {}

    /**
     * A load of streams on one target.
     *
     * @param addedFirstToken time that the target adds until the first token
     * @param addedGap time that the target adds between the pieces of a stream
     * @param gap times between the pieces of a stream
     */
    record StreamFigures(
            String target,
            int streams,
            int whole,
            int asked,
            Quantiles addedFirstToken,
            Quantiles addedGap,
            Quantiles gap) {}

    /** The most streams at a time that a target held. */
    record MostStreams(String target, int streams, boolean isLimitOfTheRun) {}

    /** @param addedMillis the median, by target */
    record PromptFigures(
            String prompt,
            int bytes,
            Map<String, Double> addedMillis,
            @Nullable Double cpuMillis) {}

    /** Units that AWS would bill for the tables, a call. */
    record UnitFigures(String prompt, int connections, double writes, double reads) {}

    /**
     * The process of a target at the end.
     *
     * @param ledgerAddsUp null for a peer
     */
    record ProcessFigures(
            String target,
            ProcessMeter.Memory memory,
            @Nullable Boolean ledgerAddsUp) {}

    static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        var sorted = all.stream().mapToDouble(figure).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
