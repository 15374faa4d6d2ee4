package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.functions.support.observability.JsonLinesJournal;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Runs the loop against a fake until there is nothing more to do, and keeps what it logged. */
final class StreamingRuns {

    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final Instant DEADLINE = NOW.plusSeconds(300);

    static final Checkpoint NO_CHECKPOINT = new Checkpoint() {
        @Override
        public void before() {
            throw new AssertionError("There is no snapshot to be made");
        }

        @Override
        public void after() {
            throw new AssertionError("There is no snapshot to come from");
        }
    };

    private final FakeRuntimeApi api;
    private final InstantSource clock;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    StreamingRuns(FakeRuntimeApi api) {
        this(api, NOW);
    }

    StreamingRuns(FakeRuntimeApi api, Instant now) {
        this.api = api;
        this.clock = InstantSource.fixed(now);
    }

    int run(RequestStreamHandler handler) {
        return run(() -> handler, environment(false, 1), NO_CHECKPOINT);
    }

    int run(RequestStreamHandler handler, int concurrency) {
        return run(() -> handler, environment(false, concurrency), NO_CHECKPOINT);
    }

    int runFromSnapshot(Supplier<RequestStreamHandler> handlers, Checkpoint checkpoint) {
        return run(handlers, environment(true, 1), checkpoint);
    }

    int run(Supplier<RequestStreamHandler> handlers) {
        return run(handlers, environment(false, 1), NO_CHECKPOINT);
    }

    private int run(Supplier<RequestStreamHandler> handlers, LambdaEnvironment environment, Checkpoint checkpoint) {
        var journal = new JsonLinesJournal(new PrintStream(log, true, UTF_8), clock, "test");
        return new StreamingRuntime(environment, handlers, checkpoint, journal, clock).run();
    }

    private LambdaEnvironment environment(boolean snapStart, int concurrency) {
        var function = new LambdaEnvironment.Function("chat", "7", 1024, "/aws/lambda/chat", "stream-1");
        return new LambdaEnvironment(api.host(), "unused", snapStart, concurrency, function);
    }

    /** What was logged but the end, which every run against the fake comes to. */
    List<String> log() {
        return log.toString(UTF_8)
                .lines()
                .filter(line -> !line.contains("RUNTIME_API_LOST"))
                .toList();
    }

    List<String> wholeLog() {
        return log.toString(UTF_8).lines().toList();
    }
}
