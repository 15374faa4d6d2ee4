package ai.tierup.domain.repeat;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The recognition of one request's input, which runs beside the request. If the store is slow, the request goes on without it; what the store
 * finds still counts if it comes before the answer of the model has ended. No method throws because of the store.
 */
public final class Recognition {

    private final Future<Optional<Lookup>> lookup;
    private final Function<List<Marker>, Future<?>> store;
    private final Alarms alarms;
    private final InstantSource clock;
    private final RepeatRules rules;

    private @Nullable Future<?> storing;

    /** @param store starts to store markers */
    Recognition(
            Future<Optional<Lookup>> lookup,
            Function<List<Marker>, Future<?>> store,
            Alarms alarms,
            InstantSource clock,
            RepeatRules rules) {
        this.lookup = lookup;
        this.store = store;
        this.alarms = alarms;
        this.clock = clock;
        this.rules = rules;
    }

    /** Waits for the lookup as long as the rules allow. Nothing is known if it takes longer, or if the request is too small. */
    public Dialogue dialogue() {
        return isDone(lookup, rules.lookup())
                ? found().map(Recognition::dialogue).orElse(Dialogue.UNKNOWN)
                : Dialogue.UNKNOWN;
    }

    private static Dialogue dialogue(Lookup found) {
        return new Dialogue(
                found.chain().sessionTag(),
                found.longest().map(Marker::candidate).orElse(null));
    }

    /** The neutral tokens of the longest beginning that is repeated, as far as is known at this moment. Does not wait. */
    public long repeatedTokens() {
        return found().flatMap(Lookup::longest).map(Marker::tokens).orElse(0L);
    }

    /** Starts to store the markers of a request that was paid for. Raises an alarm if the lookup has failed, or has not ended yet. */
    public void remember(Served served) {
        failure().ifPresent(this::raise);
        found().ifPresent(found -> storing = store.apply(found.markersAfter(served, clock.instant())));
    }

    private Optional<Throwable> failure() {
        return switch (lookup.state()) {
            case SUCCESS -> found().map(Lookup::failure);
            case FAILED -> Optional.of(lookup.exceptionNow());
            case RUNNING, CANCELLED -> Optional.of(new TimeoutException());
        };
    }

    private void raise(Throwable failure) {
        alarms.raise(Alarm.MARKERS_UNAVAILABLE, failure.getClass().getName());
    }

    /** Waits for the markers as long as the rules allow, so that they are there when the client sends its next request. */
    public void awaitMarkers() {
        if (storing == null) {
            return;
        }
        if (!isDone(storing, rules.write())) {
            raise(new TimeoutException());
        } else if (storing.state() == State.FAILED) {
            raise(storing.exceptionNow());
        }
    }

    /** What has been found by now. */
    private Optional<Lookup> found() {
        return lookup.state() == State.SUCCESS ? lookup.resultNow() : Optional.empty();
    }

    private static boolean isDone(Future<?> task, Duration patience) {
        try {
            task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
