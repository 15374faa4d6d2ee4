package ai.tierup.domain.operator;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.AuditLog;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the audit logs of all accounts. */
public final class ReadAuditLog {

    private static final int MAX_EVENTS = 1_000;

    private final AuditLog log;
    private final InstantSource clock;

    public ReadAuditLog(AuditLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Returns the newest events of an account, newest first. */
    public Stream<AuditEvent> newest(AccountId account) {
        return log.newest(account, null, MAX_EVENTS).stream();
    }

    /**
     * Returns the events of a day, oldest first.
     *
     * @param account empty for all accounts
     * @param day empty for today
     */
    public Stream<AuditEvent> ofDay(Optional<AccountId> account, Optional<LocalDate> day) {
        return log.ofDay(day.orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)))
                .filter(event -> account.isEmpty() || account.get().equals(event.account()));
    }
}
