package ai.tierup.functions.support.snapstart;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.dynamodb.RenewableHttpClient;
import ai.tierup.functions.support.observability.Journal;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Registers hooks that run before a snapshot and after its restore. Before it, the function rehearses a request, so that the copies have
 * loaded and compiled the code. After a restore, each copy draws new randomness and opens its own connections. Without snapshots, the hooks
 * never run.
 */
@Singleton
public final class Snapshots {

    private final RestorableRandom random;
    private final RenewableHttpClient connections;
    private final Journal journal;

    /** Strong references to the hooks, because the registry of CRaC holds only weak ones. */
    private final List<Resource> registered = new ArrayList<>();

    /** Actions that renew parts created before the snapshot. */
    private final List<Runnable> renewals = new CopyOnWriteArrayList<>();

    Snapshots(RestorableRandom random, RenewableHttpClient connections, Journal journal) {
        this.random = random;
        this.connections = connections;
        this.journal = journal;
    }

    /** Registers an action that runs in each copy. It must not throw. */
    public void afterRestore(Runnable renewal) {
        renewals.add(renewal);
    }

    /**
     * Registers the hooks of a function.
     *
     * @param rehearsal action before the snapshot; if it throws, an alarm is raised and the copies start more slowly
     * @param restoring action after a restore that only this function needs; must not throw
     */
    public void register(Runnable rehearsal, Runnable restoring) {
        var hooks = hooks(rehearsal, restoring);
        registered.add(hooks);
        Core.getGlobalContext().register(hooks);
    }

    Resource hooks(Runnable rehearsal, Runnable restoring) {
        return new Resource() {

            @Override
            public void beforeCheckpoint(Context<? extends Resource> context) {
                try {
                    rehearsal.run();
                } catch (RuntimeException | LinkageError e) {
                    journal.raise(Alarm.REHEARSAL_FAILED, e.getClass().getName());
                }
            }

            @Override
            public void afterRestore(Context<? extends Resource> context) {
                random.renew();
                connections.renew();
                renewals.forEach(Runnable::run);
                restoring.run();
            }
        };
    }
}
