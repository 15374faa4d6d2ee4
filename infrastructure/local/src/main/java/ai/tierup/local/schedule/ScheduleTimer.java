package ai.tierup.local.schedule;

import ai.tierup.local.lambda.Handlers;
import ai.tierup.local.lambda.InvocationContext;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs the template's scheduled handlers when they are due. Each has one thread, so its runs do not overlap. */
public final class ScheduleTimer implements AutoCloseable {

    private final InstantSource clock;
    private final Duration stopTimeout;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private ScheduleTimer(InstantSource clock, Duration stopTimeout) {
        this.clock = clock;
        this.stopTimeout = stopTimeout;
    }

    /**
     * Starts the timer. The first jobs may already be running when this method returns.
     *
     * @param context passed to the constructors of the handlers
     * @param stopTimeout how long {@link #close} waits for running jobs
     * @throws IllegalArgumentException if the template has a schedule that the local run does not support
     */
    public static ScheduleTimer start(
            TemplateSchedules template, ApplicationContext context, InstantSource clock, Duration stopTimeout) {
        var timer = new ScheduleTimer(clock, stopTimeout);
        for (var schedule : template.schedules()) {
            var handler = (RequestStreamHandler) Handlers.create(schedule.handlerClass(), context);
            timer.threads.add(
                    Thread.ofVirtual().name(schedule.handlerClass()).start(() -> timer.runWhenDue(schedule, handler)));
        }
        return timer;
    }

    /**
     * Starts no more jobs, reports to the running ones that no time is left, and waits briefly for them. A job that does not end in time
     * may be cut off at any point.
     */
    @Override
    public void close() {
        stop.countDown();
        var endsAt = clock.instant().plus(stopTimeout);
        try {
            for (var thread : threads) {
                thread.join(Duration.between(clock.instant(), endsAt));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runWhenDue(Schedule schedule, RequestStreamHandler handler) {
        try {
            var due = schedule.recurrence().first(clock.instant());
            while (!stop.await(Duration.between(clock.instant(), due).toMillis(), TimeUnit.MILLISECONDS)) {
                var started = clock.instant();
                run(schedule, handler);
                due = schedule.recurrence().next(started);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Schedule schedule, RequestStreamHandler handler) {
        var endsAt = clock.instant().plus(schedule.timeout());
        try {
            handler.handleRequest(
                    InputStream.nullInputStream(),
                    OutputStream.nullOutputStream(),
                    new InvocationContext(schedule.handlerClass(), endsAt, clock, () -> stop.getCount() == 0));
        } catch (IOException | RuntimeException e) {
            // The handler has raised an alarm. Its next run continues the work.
            return;
        }
    }
}
