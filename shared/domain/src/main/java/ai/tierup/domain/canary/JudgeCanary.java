package ai.tierup.domain.canary;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditTrail;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.operator.OperatorAct;
import ai.tierup.domain.operator.OperatorLog;
import ai.tierup.domain.tier.Canary;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.tier.TierPointers;
import java.time.InstantSource;
import java.util.Optional;

/** Rolls back a canary that is worse than the live version. It is recorded as an operator's rollback would be, before it is done. */
public final class JudgeCanary {

    private static final String WHO = "canary watch";

    private final TierCatalogue catalogue;
    private final CanaryCounters counters;
    private final OperatorLog log;
    private final AuditTrail trail;
    private final Alarms alarms;
    private final InstantSource clock;

    public JudgeCanary(
            TierCatalogue catalogue,
            CanaryCounters counters,
            OperatorLog log,
            AuditTrail trail,
            Alarms alarms,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.counters = counters;
        this.log = log;
        this.trail = trail;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** A canary and the results so far. */
    public record State(Canary canary, CanaryCounts counts) {}

    /** The state of the canary; empty if there is none. */
    public Optional<State> state() {
        return catalogue.pointers().flatMap(this::state);
    }

    private Optional<State> state(TierPointers pointers) {
        return Optional.ofNullable(pointers.canary())
                .map(canary -> new State(canary, counters.read(pointers.revision())));
    }

    /** Rolls the canary back if it is worse. */
    public void judge() {
        catalogue
                .pointers()
                .ifPresent(pointers -> state(pointers)
                        .filter(state -> state.counts().isWorse())
                        .ifPresent(state -> rollBack(pointers, state)));
    }

    private void rollBack(TierPointers pointers, State state) {
        var subject = "mapping " + state.canary().version() + " as canary";
        var why =
                "worse than version " + pointers.live() + ": " + state.counts().worst();
        var now = clock.instant();
        log.add(new OperatorAct("rollback", subject, WHO, now, why));
        trail.record(Origin.SERVICE, null, AuditAction.TIERS_ROLLED_BACK, subject);
        if (catalogue.move(pointers, new TierMove(pointers.rolledBack(), "rollback", WHO, now, why))) {
            alarms.raise(Alarm.CANARY_ROLLED_BACK, subject + ", " + why);
        }
    }
}
