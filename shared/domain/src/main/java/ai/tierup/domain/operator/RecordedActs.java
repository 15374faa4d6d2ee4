package ai.tierup.domain.operator;

import java.time.InstantSource;
import java.util.function.Supplier;

/** Runs the acts of operators. Each is recorded before it is done, so that none happens without a record. */
public final class RecordedActs {

    private final OperatorLog log;
    private final InstantSource clock;

    public RecordedActs(OperatorLog log, InstantSource clock) {
        this.log = log;
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

    /** Records an act afterwards, for acts that need no record when they change nothing. */
    void record(Operator who, String why, String what, String subject) {
        log.add(new OperatorAct(what, subject, who.name(), clock.instant(), why));
    }
}
