package ai.tierup.bench;

import ai.tierup.bench.Measurements.Quantiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sends calls for whole answers over a number of connections.
 *
 * @param body the JSON of each call
 */
record Load(Target target, int connections, byte[] body) {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Sends the next call of a connection as soon as the last one is answered. Measures the rate. */
    LoadResult asFastAsPossible(Duration duration) throws IOException {
        return run(new Schedule(duration, 0, Long.MAX_VALUE));
    }

    /** Sends a number of calls over each connection, one after the other. */
    LoadResult calls(long each) throws IOException {
        return run(new Schedule(LONGEST, 0, each));
    }

    /**
     * Sends calls at a fixed rate, spread evenly over the connections. The time of an answer counts from when its call was due, not from when
     * it was sent, so that a target that falls behind does not hide it.
     */
    LoadResult atRate(double callsPerSecond, Duration duration) throws IOException {
        return run(new Schedule(duration, (long) (connections / callsPerSecond * 1e9), Long.MAX_VALUE));
    }

    /**
     * When the calls of each connection are due.
     *
     * @param intervalNanos time from one to the next; 0 for as soon as the last one is answered
     * @param maxCalls of each connection
     */
    private record Schedule(Duration duration, long intervalNanos, long maxCalls) {}

    private LoadResult run(Schedule schedule) throws IOException {
        var opened = new ArrayList<Connection>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < connections; number++) {
                opened.add(Connection.open(target, number, body));
            }
            var start = System.nanoTime();
            var running = new ArrayList<Future<LoadResult>>();
            for (var number = 0; number < connections; number++) {
                var connection = opened.get(number);
                var first = start + schedule.intervalNanos * number / connections;
                running.add(threads.submit(send(connection, first, start + schedule.duration.toNanos(), schedule)));
            }
            return LoadResult.sum(results(running), Duration.ofNanos(System.nanoTime() - start));
        } finally {
            for (var connection : opened) {
                connection.close();
            }
        }
    }

    private static Callable<LoadResult> send(Connection connection, long first, long end, Schedule schedule) {
        return () -> {
            var times = LoadResult.emptyHistogram();
            var failures = 0L;
            var interval = schedule.intervalNanos;
            for (var due = first;
                    due < end && times.getTotalCount() + failures < schedule.maxCalls;
                    due = interval == 0 ? System.nanoTime() : due + interval) {
                waitUntil(due);
                if (connection.exchange()) {
                    times.recordValue(System.nanoTime() - due);
                } else {
                    failures++;
                }
            }
            return new LoadResult(times, failures, Duration.ZERO);
        };
    }

    /** @param due a time of {@link System#nanoTime()} */
    static void waitUntil(long due) {
        for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    static <T> List<T> results(List<Future<T>> running) throws IOException {
        var results = new ArrayList<T>();
        for (var one : running) {
            try {
                results.add(one.get());
            } catch (ExecutionException e) {
                throw new IOException("A connection failed: " + e.getCause(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("The benchmark was interrupted"));
            }
        }
        return results;
    }

    /**
     * The answers to a load.
     *
     * @param times how long they took, in nanoseconds
     * @param failures the answers whose status was not 200, whose times do not count
     */
    record LoadResult(Histogram times, long failures, Duration duration) {

        private static final int DIGITS = 3;

        static Histogram emptyHistogram() {
            return new Histogram(DIGITS);
        }

        static LoadResult sum(List<LoadResult> parts, Duration duration) {
            var times = emptyHistogram();
            var failures = 0L;
            for (var part : parts) {
                times.add(part.times);
                failures += part.failures;
            }
            return new LoadResult(times, failures, duration);
        }

        long answers() {
            return times.getTotalCount();
        }

        Quantiles quantiles() {
            return Quantiles.of(times);
        }

        double callsPerSecond() {
            return answers() / (duration.toNanos() / 1e9);
        }
    }
}
