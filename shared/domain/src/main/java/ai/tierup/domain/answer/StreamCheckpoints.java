package ai.tierup.domain.answer;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes checkpoints of an answer's cost at intervals, off the thread that streams it. They are written one at a time, so that an older one
 * never replaces a newer one. A checkpoint that fails does not disturb the answer.
 */
public final class StreamCheckpoints {

    private final InstantSource clock;
    private final Duration every;
    private final Executor background;
    private final Alarms alarms;
    private final Consumer<Attempts> keep;
    private final AtomicBoolean busy = new AtomicBoolean();
    private Instant due;

    public StreamCheckpoints(
            InstantSource clock, Duration every, Executor background, Alarms alarms, Consumer<Attempts> keep) {
        this.clock = clock;
        this.every = every;
        this.background = background;
        this.alarms = alarms;
        this.keep = keep;
        this.due = clock.instant().plus(every);
    }

    void keepIfDue(Supplier<Attempts> soFar) {
        var now = clock.instant();
        if (now.isBefore(due) || !busy.compareAndSet(false, true)) {
            return;
        }
        due = now.plus(every);
        var attempts = soFar.get();
        background.execute(() -> {
            try {
                keep.accept(attempts);
            } catch (RuntimeException e) {
                alarms.raise(Alarm.CHECKPOINT_FAILED, e.getClass().getName());
            } finally {
                busy.set(false);
            }
        });
    }
}
