package ai.tierup.bench;

import ai.tierup.bench.Measurements.Quantiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Asks for a number of streams at the same time.
 *
 * @param body the JSON of each call
 */
record Streams(Target target, int count, byte[] body) {

    StreamResult run() throws IOException {
        var opened = new ArrayList<Connection>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var number = 0; number < count; number++) {
                opened.add(Connection.open(target, number, body));
            }
            var running = new ArrayList<Future<StreamResult>>();
            for (var connection : opened) {
                running.add(threads.submit(read(connection)));
            }
            return StreamResult.sum(Load.results(running));
        } finally {
            for (var connection : opened) {
                connection.close();
            }
        }
    }

    private static Callable<StreamResult> read(Connection connection) {
        return () -> {
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
