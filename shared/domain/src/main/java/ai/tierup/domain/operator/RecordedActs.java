package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs the acts of operators. Each is recorded before it is done, so that none happens without a record. */
public final class RecordedActs {

    private final OperatorLog log;
    private final AuditTrail trail;
    private final InstantSource clock;

    public RecordedActs(OperatorLog log, AuditTrail trail, InstantSource clock) {
        this.log = log;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Records the act, then does it.
     *
     * @param what name of the act, such as {@code open}
     * @param subject account, mapping or the like that it is done to
     * @throws IllegalArgumentException when {@code who} or {@code why} is blank or too long; nothing is done then
     */
    <T> T run(Operator who, String why, String what, String subject, Supplier<T> act) {
        record(who, why, what, subject);
        return act.get();
    }

    /**
     * Returns {@code act} with an event in the audit log, which customers read. The event is recorded before the act is done.
     *
     * @param account null if the act concerns no account
     * @param target what it is done to, as the customer may see it
     */
    <T> Supplier<T> audited(@Nullable AccountId account, AuditAction action, String target, Supplier<T> act) {
        return () -> {
            trail.record(Origin.OPERATOR, account, action, target);
            return act.get();
        };
    }

    /** Records an act afterwards, for acts that need no record when they change nothing. */
    void record(Operator who, String why, String what, String subject) {
        log.add(new OperatorAct(what, subject, who.name(), clock.instant(), why));
    }
}
