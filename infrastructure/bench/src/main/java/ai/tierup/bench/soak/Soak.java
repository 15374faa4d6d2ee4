package ai.tierup.bench.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Uses a service for a while, and looks for what that leaves behind. */
final class Soak {

    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration MAX_PERIOD = Duration.ofSeconds(10);
    private static final int READINGS = 60;

    /** The part of the load after which caches and pools are full. */
    private static final int WARM_UP_PART = 6;

    /** Enough for requests without a client to end, and for pools to close their connections. */
    private static final Duration MAX_REST = SoakedService.REQUEST_TIMEOUT.plusSeconds(90);

    private static final Duration REST_STEP = Duration.ofSeconds(5);
    private static final double BYTES_PER_MB = 1024.0 * 1024;

    private final SoakOptions options;
    private final PrintStream out;
    private final Tally tally = new Tally();

    Soak(SoakOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    Verdict run(Path home) throws IOException {
        try (var service = SoakedService.start(home, out);
                var meter = VitalsMeter.of(service.pid())) {
            var client = new SoakClient(service.url(), tally);
            var load = new MixedLoad(client, service.keys(), service.makeLimitedKeys(client));
            send(load, WARM_UP, options.seed() - 1);
            // Otherwise the reading would count requests that still run, and as many could be left afterwards.
            awaitSettled(service);
            pause(REST_STEP);
            var before = meter.read(Duration.ZERO);
            var series = soak(load, meter);
            awaitSettled(service);
            var after = restAfter(before, meter);
            var verdict = Verdict.of(afterWarmUp(series), before, after, service.rest(out), tally);
            out.println(report(before, series, after, verdict));
            return verdict;
        }
    }

    /** Sends requests and returns when all of them have ended. */
    private void send(MixedLoad load, Duration duration, long seed) {
        try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            load.run(duration, options.perSecond(), seed, tasks);
        }
    }

    private List<Vitals> soak(MixedLoad load, VitalsMeter meter) throws IOException {
        var period = options.load().dividedBy(READINGS);
        period = period.compareTo(MAX_PERIOD) < 0 ? period : MAX_PERIOD;
        var series = new ArrayList<Vitals>();
        try (var thread = Executors.newSingleThreadExecutor()) {
            var sending = thread.submit(() -> send(load, options.load(), options.seed()));
            var start = System.nanoTime();
            try {
                while (!isDone(sending, period)) {
                    var now = meter.read(Duration.ofNanos(System.nanoTime() - start));
                    if (now.at().compareTo(options.load()) < 0) {
                        series.add(now);
                        out.println(line("under load", now));
                    }
                }
            } finally {
                // Only if the service cannot be read any more. Otherwise the load has ended.
                sending.cancel(true);
            }
        }
        return series;
    }

    private static boolean isDone(Future<?> sending, Duration within) throws IOException {
        try {
            sending.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IOException("The load has failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("The soak was interrupted"));
        }
    }

    private List<Vitals> afterWarmUp(List<Vitals> series) {
        return series.stream()
                .filter(vitals -> vitals.at().compareTo(options.load().dividedBy(WARM_UP_PART)) > 0)
                .toList();
    }

    /** Waits until the requests have ended whose clients have left, or for as long as any may take. */
    private static void awaitSettled(SoakedService service) throws IOException {
        for (var start = System.nanoTime();
                service.openHolds() > 0 && System.nanoTime() - start < MAX_REST.toNanos(); ) {
            pause(REST_STEP);
        }
    }

    /** Waits until no more is open than before, or for as long as anything may take to close. */
    private static Vitals restAfter(Vitals before, VitalsMeter meter) throws IOException {
        var start = System.nanoTime();
        var now = meter.read(Duration.ZERO);
        while ((now.descriptors() > before.descriptors() || now.threads() > before.threads())
                && System.nanoTime() - start < MAX_REST.toNanos()) {
            pause(REST_STEP);
            now = meter.read(Duration.ofNanos(System.nanoTime() - start));
        }
        return now;
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    private String report(Vitals before, List<Vitals> series, Vitals after, Verdict verdict) {
        var text = new StringBuilder("\n");
        var requests =
                tally.endings().values().stream().mapToLong(Long::longValue).sum();
        text.append("%d minutes at %d a second, seed %d: %,d requests, of which %s.\n"
                .formatted(options.load().toMinutes(), options.perSecond(), options.seed(), requests, tally.endings()));
        text.append(line("before the load", before)).append('\n');
        if (!series.isEmpty()) {
            text.append(line("at its end", series.getLast())).append('\n');
        }
        text.append(line("afterwards", after)).append("\n\n");
        verdict.findings().forEach(finding -> text.append(finding).append('\n'));
        return text.append(
                        verdict.isGood()
                                ? "Memory is flat, the wallets agree with their ledgers, and no descriptor, thread or"
                                        + " hold is left."
                                : "The soak has failed.")
                .toString();
    }

    private static String line(String when, Vitals vitals) {
        return String.format(
                Locale.ROOT,
                "%-16s %5d s  heap %.1f MB  resident %.0f MB  %d descriptors  %d threads",
                when,
                vitals.at().toSeconds(),
                vitals.heapBytes() / BYTES_PER_MB,
                vitals.residentBytes() / BYTES_PER_MB,
                vitals.descriptors(),
                vitals.threads());
    }
}
