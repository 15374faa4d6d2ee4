package ai.tierup.functions.support.schedule;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.functions.support.gateway.FunctionContext;
import ai.tierup.functions.support.observability.Journal;
import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.MicronautRequestStreamHandler;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A Lambda function that a schedule starts. The event says nothing that its job needs, and nobody reads an answer. It takes streams
 * because Micronaut's other handler does not hand on the invocation's context, which knows how much time is left.
 */
public abstract class ScheduledHandler extends MicronautRequestStreamHandler {

    @Inject
    protected Journal journal;

    /** For Lambda: makes a context of its own. */
    protected ScheduledHandler() {}

    /** For the local run and tests, which share one. */
    protected ScheduledHandler(ApplicationContext context) {
        super(context);
    }

    protected abstract ScheduledJob job();

    /** Kept free at the end of an invocation for the piece of work that is under way. */
    protected Duration margin() {
        return Duration.ofSeconds(10);
    }

    /** What the job throws goes on to Lambda, which then runs it again. */
    @Override
    public final void handleRequest(InputStream event, OutputStream output, Context context) {
        try {
            job().run(() -> context.getRemainingTimeInMillis() < margin().toMillis());
        } catch (RuntimeException e) {
            journal.raise(
                    Alarm.JOB_FAILED,
                    getClass().getSimpleName() + " " + e.getClass().getName());
            throw e;
        }
    }

    @Override
    protected ApplicationContextBuilder newApplicationContextBuilder() {
        return FunctionContext.builder();
    }
}
