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
 * Registers what is to happen around a snapshot. Before it, the function rehearses, so that the copies have loaded and compiled what a
 * request needs; after it, each copy draws its own randomness and opens its own connections. Where there are no snapshots nothing of
 * this is ever called.
 */
@Singleton
public final class Snapshots {

    private final RestorableRandom random;
    private final RenewableHttpClient connections;
    private final Journal journal;

    /** The registry forgets what nobody else holds. */
    private final List<Resource> kept = new ArrayList<>();

    /** What a part that was made before the snapshot has to renew. */
    private final List<Runnable> renewals = new CopyOnWriteArrayList<>();

    Snapshots(RestorableRandom random, RenewableHttpClient connections, Journal journal) {
        this.random = random;
        this.connections = connections;
        this.journal = journal;
    }

    /** Has {@code renewal} run in each copy. It must not fail. */
    public void afterRestore(Runnable renewal) {
        renewals.add(renewal);
    }

    /**
     * @param rehearsal may fail: the snapshot is then colder
     * @param restoring what this function alone has to renew; must not fail
     */
    public void register(Runnable rehearsal, Runnable restoring) {
        var hooks = hooks(rehearsal, restoring);
        kept.add(hooks);
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
