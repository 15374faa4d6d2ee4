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

/** Runs the template's scheduled handlers when they are due, each on a thread of its own, so that none overlaps itself. */
public final class ScheduleTimer implements AutoCloseable {

    private final InstantSource clock;
    private final Duration timeToStop;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    private ScheduleTimer(InstantSource clock, Duration timeToStop) {
        this.clock = clock;
        this.timeToStop = timeToStop;
    }

    /**
     * Starts to watch the clock; the first jobs may be running when this returns.
     *
     * @param context what the handlers are made with
     * @param timeToStop how long {@link #close} waits for those that are running
     * @throws IllegalArgumentException when the template has a schedule that the local run does not know
     */
    public static ScheduleTimer start(
            TemplateSchedules template, ApplicationContext context, InstantSource clock, Duration timeToStop) {
        var timer = new ScheduleTimer(clock, timeToStop);
        for (var schedule : template.schedules()) {
            var handler = (RequestStreamHandler) Handlers.make(schedule.handlerClass(), context);
            timer.threads.add(
                    Thread.ofVirtual().name(schedule.handlerClass()).start(() -> timer.keep(schedule, handler)));
        }
        return timer;
    }

    /** Starts no more jobs, tells the running ones that their time is up, and waits for them a moment: each can be cut off anywhere. */
    @Override
    public void close() {
        stop.countDown();
        var endsAt = clock.instant().plus(timeToStop);
        try {
            for (var thread : threads) {
                thread.join(Duration.between(clock.instant(), endsAt));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(Schedule schedule, RequestStreamHandler handler) {
        try {
            var due = schedule.recurrence().first(clock.instant());
            while (!stop.await(Duration.between(clock.instant(), due).toMillis(), TimeUnit.MILLISECONDS)) {
                var begun = clock.instant();
                run(schedule, handler);
                due = schedule.recurrence().next(begun);
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
            // The handler has raised an alarm; its next run finds what this one left.
            return;
        }
    }
}
