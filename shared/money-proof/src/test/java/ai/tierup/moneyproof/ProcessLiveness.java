package ai.tierup.moneyproof;

import ai.tierup.simulators.dynamodb.Fault;
import ai.tierup.simulators.dynamodb.FaultPlan;
import ai.tierup.simulators.dynamodb.ProcessDied;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The state, alive or dead, that all clients of a process share. After one of them has died, the others reach nothing either. A process
 * whose time is up dies at its next call.
 */
final class ProcessLiveness {

    private final InstantSource clock;
    private final Consumer<Duration> passing;
    private Instant end = Instant.MAX;
    private boolean isDead;

    /** Creates the state of a process whose pauses take no time. */
    ProcessLiveness(InstantSource clock) {
        this(clock, duration -> {});
    }

    /** @param passing lets time pass for a process that waits */
    ProcessLiveness(InstantSource clock, Consumer<Duration> passing) {
        this.clock = clock;
        this.passing = passing;
    }

    void pause(Duration duration) {
        passing.accept(duration);
    }

    void endAt(Instant time) {
        end = time;
    }

    void endNever() {
        end = Instant.MAX;
    }

    /** Runs {@code task}. If the process dies in it, nothing after it happens either, although the task keeps its exceptions to itself. */
    void run(Runnable task) {
        task.run();
        if (isDead) {
            throw new ProcessDied();
        }
    }

    FaultPlan over(FaultPlan plan) {
        return request -> next(() -> plan.next(request));
    }

    Supplier<Fault> over(Supplier<Fault> faults) {
        return () -> next(faults);
    }

    private Fault next(Supplier<Fault> next) {
        var drawn = isDead ? Fault.DIES_BEFORE : next.get();
        // Time may have passed while the fault was drawn.
        var fault = clock.instant().isAfter(end) ? Fault.DIES_BEFORE : drawn;
        isDead |= fault == Fault.DIES_BEFORE || fault == Fault.DIES_AFTER;
        return fault;
    }

    /**
     * Runs {@code act}.
     *
     * @return whether the process survived
     */
    static boolean survives(Runnable act) {
        try {
            act.run();
            return true;
        } catch (ProcessDied e) {
            return false;
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProcessDied) {
                return false;
            }
            throw e;
        }
    }
}
