package ai.tierup.bench.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts how requests ended. It is safe for concurrent use. */
final class Tally {

    private final Map<String, LongAdder> endings = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> surprises = new ConcurrentSkipListMap<>();

    /** Counts a request that ended as it may. */
    void ended(String ending) {
        endings.computeIfAbsent(ending, name -> new LongAdder()).increment();
    }

    /** Counts a request that ended as none may. */
    void surprised(String surprise) {
        surprises.computeIfAbsent(surprise, name -> new LongAdder()).increment();
    }

    Map<String, Long> endings() {
        return sums(endings);
    }

    Map<String, Long> surprises() {
        return sums(surprises);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counted) {
        var sums = new TreeMap<String, Long>();
        counted.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
