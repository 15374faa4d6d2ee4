package ai.tierup.functions.support.runtime;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.wiring.ThisProcess;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The main program that replaces AWS's runtime client. It exits only after a failure; Lambda then starts a new process. */
public final class StreamingRuntime {

    private static final int EXIT_FAILURE = 1;

    private final LambdaEnvironment environment;
    private final RuntimeApi api;
    private final Supplier<RequestStreamHandler> handlers;
    private final SnapshotHooks snapshotHooks;
    private final Journal journal;
    private final InstantSource clock;

    StreamingRuntime(
            LambdaEnvironment environment,
            Supplier<RequestStreamHandler> handlers,
            SnapshotHooks snapshotHooks,
            Journal journal,
            InstantSource clock) {
        this.environment = environment;
        this.api = new RuntimeApi(environment.runtimeApi());
        this.handlers = handlers;
        this.snapshotHooks = snapshotHooks;
        this.journal = journal;
        this.clock = clock;
    }

    /** Runs the handler that the environment names. */
    public static void main(String[] arguments) {
        var clock = ThisProcess.clock();
        var environment = LambdaEnvironment.of(ThisProcess.variables());
        var runtime = new StreamingRuntime(
                environment,
                () -> StreamingHandlers.make(environment.handler()),
                SnapshotHooks.CRAC,
                ThisProcess.journal(clock),
                clock);
        System.exit(runtime.run());
    }

    /** Handles invocations until a failure, and returns the exit code. */
    int run() {
        RequestStreamHandler handler;
        try {
            handler = handlers.get();
        } catch (Throwable e) {
            return fail(ErrorReport.ofStart("Runtime.BadFunctionCode", e), api::reportInitError);
        }
        if (environment.snapStart()) {
            try {
                snapshotHooks.beforeSnapshot();
                api.awaitRestore();
            } catch (Throwable e) {
                return fail(ErrorReport.ofStart("Runtime.BeforeCheckpointError", e), api::reportInitError);
            }
            try {
                snapshotHooks.afterRestore();
            } catch (Throwable e) {
                return fail(ErrorReport.ofStart("Runtime.AfterRestoreError", e), api::reportRestoreError);
            }
        }
        serve(handler);
        return EXIT_FAILURE;
    }

    /** Runs the loops, and returns when all have ended or as soon as one of them throws. */
    private void serve(RequestStreamHandler handler) {
        var loop = new InvocationLoop(api, handler, environment, journal, clock);
        var threads = Executors.newFixedThreadPool(environment.concurrency());
        var ended = new ExecutorCompletionService<@Nullable Void>(threads);
        IntStream.range(0, environment.concurrency()).forEach(number -> ended.submit(loop, null));
        threads.shutdown();
        try {
            for (var number = 0; number < environment.concurrency(); number++) {
                ended.take().get();
            }
        } catch (ExecutionException e) {
            journal.raise(Alarm.INTERNAL_ERROR, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface ErrorReporter {

        void report(ErrorReport error) throws IOException;
    }

    private int fail(ErrorReport error, ErrorReporter reporter) {
        journal.raise(Alarm.START_FAILED, error.message());
        try {
            reporter.report(error);
        } catch (IOException e) {
            journal.raise(Alarm.RUNTIME_API_LOST, e.toString());
        }
        return EXIT_FAILURE;
    }
}
