package ai.tierup.domain.audit;

import ai.tierup.domain.account.AccountId;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The store of audit events. Events are added and never changed. They are kept for {@link #RETENTION_DAYS} days. */
public interface AuditLog {

    int RETENTION_DAYS = 400;

    /** Adds an event; one with the same id stays as it is. */
    void add(AuditEvent event);

    /**
     * Returns the newest events of an account, newest first.
     *
     * @param before exclusive upper end; null to begin with the newest event
     */
    List<AuditEvent> newest(AccountId account, @Nullable AuditEventId before, int limit);

    /** Returns events of an account whose ids follow {@code id}, oldest first. */
    List<AuditEvent> after(AccountId account, AuditEventId id, int limit);

    /** Returns the events of all accounts on a UTC day, oldest first. */
    Stream<AuditEvent> ofDay(LocalDate day);
}
