package ai.tierup.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What a soak has found.
 *
 * @param findings each a sentence that says what is wrong; empty if nothing is
 */
record Verdict(List<String> findings) {

    private static final double BYTES_PER_MB = 1024.0 * 1024;

    /** Growth that says nothing: caches that fill, and the requests of the moment. */
    private static final long MAX_HEAP_GROWTH = 8L << 20;

    /** The JVM takes memory for compiled code and for a larger heap long after its start. */
    private static final long MAX_RESIDENT_GROWTH = 48L << 20;

    private static final double MAX_GROWTH_SHARE = 0.1;

    /** Connections and threads of pools, which come and go by themselves. */
    private static final long MAX_MORE_DESCRIPTORS = 16;

    private static final long MAX_MORE_THREADS = 16;
    private static final int MIN_READINGS = 8;

    Verdict {
        findings = List.copyOf(findings);
    }

    boolean isGood() {
        return findings.isEmpty();
    }

    /**
     * What is left when all requests have ended.
     *
     * @param openHolds reserved money of requests that never ended
     * @param ledgerAddsUp whether every wallet agrees with its ledger
     */
    record Rest(long openHolds, boolean ledgerAddsUp) {}

    /**
     * Judges a soak.
     *
     * @param series readings under load, after the warm-up
     * @param before a reading before the load
     * @param after a reading after it
     */
    static Verdict of(List<Vitals> series, Vitals before, Vitals after, Rest rest, Tally tally) {
        var findings = new ArrayList<String>();
        if (series.size() < MIN_READINGS) {
            findings.add("There are only " + series.size() + " readings, too few to judge the memory.");
        } else {
            addGrowth(findings, "The heap after a garbage collection", series, Vitals::heapBytes, MAX_HEAP_GROWTH);
            addGrowth(findings, "The resident memory", series, Vitals::residentBytes, MAX_RESIDENT_GROWTH);
        }
        addLeft(findings, "descriptors", after.descriptors() - before.descriptors(), MAX_MORE_DESCRIPTORS);
        addLeft(findings, "threads", after.threads() - before.threads(), MAX_MORE_THREADS);
        if (rest.openHolds() > 0) {
            findings.add(rest.openHolds() + " holds are left, whose requests never settled.");
        }
        if (!rest.ledgerAddsUp()) {
            findings.add("Not every wallet agrees with its ledger. The audit above says which.");
        }
        tally.surprises()
                .forEach((surprise, count) -> findings.add(count + " requests ended unexpectedly: " + surprise));
        return new Verdict(findings);
    }

    private static void addGrowth(
            List<String> findings, String name, List<Vitals> series, ToLongFunction<Vitals> figure, long allowed) {
        var trend = Trend.of(series, figure);
        if (trend.growth() > Math.max((double) allowed, trend.median() * MAX_GROWTH_SHARE)) {
            findings.add(String.format(
                    Locale.ROOT,
                    "%s is not flat: it grew by %.1f MB around a median of %.1f MB.",
                    name,
                    trend.growth() / BYTES_PER_MB,
                    trend.median() / BYTES_PER_MB));
        }
    }

    private static void addLeft(List<String> findings, String name, long more, long allowed) {
        if (more > allowed) {
            findings.add(more + " more " + name + " than before the load are left.");
        }
    }
}
