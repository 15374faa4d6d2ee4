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
 * A Lambda function that a schedule starts. It ignores the event and writes no answer. It is a stream handler because Micronaut's other
 * handler does not pass on the invocation's context, which has the remaining time.
 */
public abstract class ScheduledHandler extends MicronautRequestStreamHandler {

    @Inject
    protected Journal journal;

    /** Creates the handler on Lambda, with a new application context. */
    protected ScheduledHandler() {}

    /** Creates the handler for the local run and tests, which share one application context. */
    protected ScheduledHandler(ApplicationContext context) {
        super(context);
    }

    protected abstract ScheduledJob job();

    /** Returns the time that is reserved at the end of an invocation to finish the current piece of work. */
    protected Duration margin() {
        return Duration.ofSeconds(10);
    }

    /** Runs the job, and rethrows its exceptions so that Lambda retries it. */
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
