package ai.tierup.bench;

import ai.tierup.bench.Measurements.Quantiles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Asks for streams so that a number of them run at the same time. They begin evenly spread over the length of one stream, as those of independent
 * users do: the last begins just before the first ends.
 *
 * @param body the JSON of each call
 */
record Streams(Target target, int count, byte[] body) {

    private static final Duration LENGTH = FakeProvider.Pace.STEADY.duration();

    StreamResult run() throws IOException {
        var opened = new ArrayList<Connection>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < count; number++) {
                opened.add(Connection.open(target, number, body));
            }
            var running = new ArrayList<Future<StreamResult>>();
            var start = System.nanoTime();
            for (var number = 0; number < count; number++) {
                running.add(threads.submit(read(opened.get(number), start + LENGTH.toNanos() * number / count)));
            }
            return StreamResult.sum(Load.results(running));
        } finally {
            for (var connection : opened) {
                connection.close();
            }
        }
    }

    private static Callable<StreamResult> read(Connection connection, long due) {
        return () -> {
            Load.waitUntil(due);
            var pieces = new Pieces();
            var whole = isWhole(connection, pieces) ? 1 : 0;
            return new StreamResult(pieces.firstToken, pieces.gaps, whole, 1);
        };
    }

    private static boolean isWhole(Connection connection, Pieces pieces) {
        try {
            return connection.stream(pieces);
        } catch (IOException e) {
            // The target cut the stream.
            return false;
        }
    }

    private static final class Pieces implements Connection.StreamListener {

        private final Histogram firstToken = Load.LoadResult.emptyHistogram();
        private final Histogram gaps = Load.LoadResult.emptyHistogram();
        private long last = System.nanoTime();

        @Override
        public void piece() {
            var now = System.nanoTime();
            var times = firstToken.getTotalCount() == 0 ? firstToken : gaps;
            times.recordValue(now - last);
            last = now;
        }
    }

    /**
     * What came of streams.
     *
     * @param firstToken time from the call to its first token, in nanoseconds
     * @param gaps times between the pieces of a stream, in nanoseconds
     * @param whole the streams that came to their end
     */
    record StreamResult(Histogram firstToken, Histogram gaps, int whole, int asked) {

        Quantiles firstTokenQuantiles() {
            return Quantiles.of(firstToken);
        }

        Quantiles gapQuantiles() {
            return Quantiles.of(gaps);
        }

        static StreamResult sum(List<StreamResult> parts) {
            var firstToken = Load.LoadResult.emptyHistogram();
            var gaps = Load.LoadResult.emptyHistogram();
            parts.forEach(part -> {
                firstToken.add(part.firstToken);
                gaps.add(part.gaps);
            });
            return new StreamResult(
                    firstToken,
                    gaps,
                    parts.stream().mapToInt(StreamResult::whole).sum(),
                    parts.stream().mapToInt(StreamResult::asked).sum());
        }
    }
}
