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

/** Runs the runtime against a {@link FakeRuntimeApi} until that closes, and captures the log. */
final class RuntimeRunner {

    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final Instant DEADLINE = NOW.plusSeconds(300);

    static final SnapshotHooks NO_SNAPSHOT = new SnapshotHooks() {
        @Override
        public void beforeSnapshot() {
            throw new AssertionError("No snapshot was expected");
        }

        @Override
        public void afterRestore() {
            throw new AssertionError("No restore was expected");
        }
    };

    private final FakeRuntimeApi api;
    private final InstantSource clock;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    RuntimeRunner(FakeRuntimeApi api) {
        this(api, NOW);
    }

    RuntimeRunner(FakeRuntimeApi api, Instant now) {
        this.api = api;
        this.clock = InstantSource.fixed(now);
    }

    int run(RequestStreamHandler handler) {
        return run(() -> handler, environment(false, 1), NO_SNAPSHOT);
    }

    int run(RequestStreamHandler handler, int concurrency) {
        return run(() -> handler, environment(false, concurrency), NO_SNAPSHOT);
    }

    int runFromSnapshot(Supplier<RequestStreamHandler> handlers, SnapshotHooks hooks) {
        return run(handlers, environment(true, 1), hooks);
    }

    int run(Supplier<RequestStreamHandler> handlers) {
        return run(handlers, environment(false, 1), NO_SNAPSHOT);
    }

    private int run(Supplier<RequestStreamHandler> handlers, LambdaEnvironment environment, SnapshotHooks hooks) {
        var journal = new JsonLinesJournal(new PrintStream(log, true, UTF_8), clock, "test");
        return new StreamingRuntime(environment, handlers, hooks, journal, clock).run();
    }

    private LambdaEnvironment environment(boolean snapStart, int concurrency) {
        var function = new LambdaEnvironment.Function("chat", "7", 1024, "/aws/lambda/chat", "stream-1");
        return new LambdaEnvironment(api.host(), "unused", snapStart, concurrency, function);
    }

    /** Returns the log without the alarm with which each run against the fake ends. */
    List<String> log() {
        return log.toString(UTF_8)
                .lines()
                .filter(line -> !line.contains("RUNTIME_API_LOST"))
                .toList();
    }

    List<String> fullLog() {
        return log.toString(UTF_8).lines().toList();
    }
}
