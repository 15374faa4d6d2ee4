package ai.tierup.functions.support.runtime;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.functions.support.observability.Journal;
import ai.tierup.functions.support.observability.ReportedException;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Handles one invocation after the other until the Runtime API fails. */
final class InvocationLoop implements Runnable {

    /**
     * The property from which the X-Ray SDK reads the trace header. It applies to the whole process, so it is set only if invocations are
     * not concurrent.
     */
    private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

    private static final int MAX_ATTEMPTS = 3;

    private final RuntimeApi api;
    private final RequestStreamHandler handler;
    private final LambdaEnvironment environment;
    private final Journal journal;
    private final InstantSource clock;

    InvocationLoop(
            RuntimeApi api,
            RequestStreamHandler handler,
            LambdaEnvironment environment,
            Journal journal,
            InstantSource clock) {
        this.api = api;
        this.handler = handler;
        this.environment = environment;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void run() {
        for (var invocation = next(); invocation.isPresent(); invocation = next()) {
            invoke(invocation.get());
        }
    }

    private Optional<Invocation> next() {
        IOException last = new IOException();
        for (var attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            try {
                return Optional.of(api.next());
            } catch (IOException e) {
                last = e;
            }
        }
        journal.raise(Alarm.RUNTIME_API_LOST, last.toString());
        return Optional.empty();
    }

    private void invoke(Invocation invocation) {
        if (environment.concurrency() == 1) {
            invocation
                    .traceHeader()
                    .ifPresentOrElse(
                            header -> System.setProperty(TRACE_PROPERTY, header),
                            () -> System.clearProperty(TRACE_PROPERTY));
        }
        var response = new ResponseStream(api, invocation, clock);
        var thrown = handle(invocation, response);
        // An interrupt left by the handler would close the channel of this response, and reach the next invocation.
        var _ = Thread.interrupted();
        try {
            answer(invocation, response, thrown);
        } catch (IOException e) {
            journal.raise(Alarm.ANSWER_NOT_TAKEN, invocation.id() + " " + e.getMessage());
        }
        if (thrown instanceof VirtualMachineError fatal) {
            throw fatal;
        }
    }

    private @Nullable Throwable handle(Invocation invocation, ResponseStream response) {
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(invocation.event()),
                    response,
                    new InvocationContext(invocation, environment, clock));
            return null;
        } catch (ReportedException e) {
            return e;
        } catch (Throwable e) {
            journal.raise(Alarm.INTERNAL_ERROR, e.getClass().getName());
            return e;
        }
    }

    private void answer(Invocation invocation, ResponseStream response, @Nullable Throwable thrown) throws IOException {
        if (thrown == null) {
            response.finish();
        } else if (response.hasBegun()) {
            response.fail(ErrorReport.ofHandler(thrown));
        } else {
            api.reportError(invocation, ErrorReport.ofHandler(thrown), IdleTimeout.forAnswers(invocation, clock));
        }
    }
}
