package ai.tierup.domain.audit;

import ai.tierup.domain.account.AccountId;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Records what is done. Acts of people are recorded before they are done, so that none is done without a record; what the service does by
 * itself, which several processes may try at once, is recorded afterwards. Safe for concurrent use.
 */
public final class AuditTrail {

    private final AuditLog log;
    private final InstantSource clock;
    private final RandomGenerator random;

    public AuditTrail(AuditLog log, InstantSource clock, RandomGenerator random) {
        this.log = log;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Records an event of now.
     *
     * @param account null if the event concerns no account
     * @param target what is changed, such as a key's id; never a secret or personal data
     */
    public void record(Origin origin, @Nullable AccountId account, AuditAction action, String target) {
        var id = AuditEventId.of(clock.instant(), random.nextLong());
        log.add(new AuditEvent(id, account, origin, action, target));
    }
}
