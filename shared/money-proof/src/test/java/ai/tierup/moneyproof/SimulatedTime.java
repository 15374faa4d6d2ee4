package ai.tierup.moneyproof;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Tasks in simulated time. One runs at a time, until it waits or ends, and time passes only while all wait. So the same seeds always give
 * the same history, however many tasks there are.
 */
final class SimulatedTime implements InstantSource {

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number));
    private final Semaphore allWait = new Semaphore(0);
    private final Instant start;
    private long nanos;
    private long scheduled;
    private @Nullable Throwable failure;

    /** @param number the order of events at the same time */
    private record Event(long atNanos, long number, Runnable action) {}

    SimulatedTime(Instant start) {
        this.start = start;
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos);
    }

    /** Begins {@code task} after {@code delay}. */
    void after(Duration delay, Runnable task) {
        schedule(delay, () -> begin(task));
    }

    /** Lets time pass for the task that calls this. Others run meanwhile. */
    void pass(Duration duration) {
        var turn = new Semaphore(0);
        schedule(duration, () -> {
            turn.release();
            allWait.acquireUninterruptibly();
        });
        allWait.release();
        turn.acquireUninterruptibly();
    }

    /** Runs until no task is left. */
    void run() {
        try {
            // Virtual threads hand over to each other faster than to a platform thread.
            Thread.ofVirtual().start(this::runEvents).join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new AssertionError("at " + instant() + ": " + failure, failure);
        }
    }

    private void runEvents() {
        while (!events.isEmpty() && failure == null) {
            var next = events.remove();
            nanos = next.atNanos();
            next.action().run();
        }
    }

    private void begin(Runnable task) {
        Thread.ofVirtual().start(() -> {
            try {
                task.run();
            } catch (Throwable e) {
                failure = e;
            } finally {
                allWait.release();
            }
        });
        allWait.acquireUninterruptibly();
    }

    private void schedule(Duration delay, Runnable action) {
        events.add(new Event(nanos + delay.toNanos(), scheduled++, action));
    }
}
