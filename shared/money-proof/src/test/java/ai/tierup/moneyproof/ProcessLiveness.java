package ai.tierup.moneyproof;

import ai.tierup.simulators.dynamodb.Fault;
import ai.tierup.simulators.dynamodb.FaultPlan;
import ai.tierup.simulators.dynamodb.ProcessDied;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** The state, alive or dead, that all clients of a process share. After one of them has died, the others reach nothing either. */
final class ProcessLiveness {

    private boolean isDead;

    FaultPlan over(FaultPlan plan) {
        return request -> next(() -> plan.next(request));
    }

    Supplier<Fault> over(Supplier<Fault> faults) {
        return () -> next(faults);
    }

    private Fault next(Supplier<Fault> next) {
        var fault = isDead ? Fault.DIES_BEFORE : next.get();
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
