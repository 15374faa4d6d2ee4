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

/** The program that Lambda runs in place of its own runtime client. It ends only when something is broken, and Lambda starts anew. */
public final class StreamingRuntime {

    private static final int FAILED = 1;

    private final LambdaEnvironment environment;
    private final RuntimeApi api;
    private final Supplier<RequestStreamHandler> handlers;
    private final Checkpoint checkpoint;
    private final Journal journal;
    private final InstantSource clock;

    StreamingRuntime(
            LambdaEnvironment environment,
            Supplier<RequestStreamHandler> handlers,
            Checkpoint checkpoint,
            Journal journal,
            InstantSource clock) {
        this.environment = environment;
        this.api = new RuntimeApi(environment.runtimeApi());
        this.handlers = handlers;
        this.checkpoint = checkpoint;
        this.journal = journal;
        this.clock = clock;
    }

    /** The handler's name and all else comes from the environment. */
    public static void main(String[] arguments) {
        var clock = ThisProcess.clock();
        var environment = LambdaEnvironment.of(ThisProcess.variables());
        var runtime = new StreamingRuntime(
                environment,
                () -> StreamingHandlers.make(environment.handler()),
                Checkpoint.CRAC,
                ThisProcess.journal(clock),
                clock);
        System.exit(runtime.run());
    }

    /** Serves until that is no longer possible. Returns the exit code. */
    int run() {
        RequestStreamHandler handler;
        try {
            handler = handlers.get();
        } catch (Throwable e) {
            return give(ErrorReport.ofStart("Runtime.BadFunctionCode", e), api::reportInitError);
        }
        if (environment.snapStart()) {
            try {
                checkpoint.before();
                api.awaitRestore();
            } catch (Throwable e) {
                return give(ErrorReport.ofStart("Runtime.BeforeCheckpointError", e), api::reportInitError);
            }
            try {
                checkpoint.after();
            } catch (Throwable e) {
                return give(ErrorReport.ofStart("Runtime.AfterRestoreError", e), api::reportRestoreError);
            }
        }
        serve(handler);
        return FAILED;
    }

    /** Returns when every loop has come to its end, each with its invocation; or when one fell over so that nobody can go on. */
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
    private interface Report {

        void give(ErrorReport error) throws IOException;
    }

    private int give(ErrorReport error, Report report) {
        journal.raise(Alarm.START_FAILED, error.message());
        try {
            report.give(error);
        } catch (IOException e) {
            journal.raise(Alarm.RUNTIME_API_LOST, e.toString());
        }
        return FAILED;
    }
}
