package ai.tierup.bench.soak;

import java.time.Duration;

/**
 * What the service's process uses at a moment.
 *
 * @param at time since the load began
 * @param heapBytes Java objects that are left after a garbage collection
 * @param residentBytes memory
 * @param descriptors open files and connections
 * @param threads threads of the platform, and virtual ones
 */
record Vitals(Duration at, long heapBytes, long residentBytes, long descriptors, long threads) {}
