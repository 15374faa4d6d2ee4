package ai.tierup.domain.status;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Counts how requests end, for the status page. They are added up in this process and written at most every 30 s, after a client has its answer; so
 * the counts of the last seconds of a process are lost. Safe for concurrent use.
 */
public final class CountRequests {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final ServiceDays days;
    private final Alarms alarms;
    private final InstantSource clock;
    private Unwritten unwritten = new Unwritten(LocalDate.EPOCH, ServiceDay.NONE, Instant.MIN);

    /** @param dueAt when they must be written */
    private record Unwritten(LocalDate day, ServiceDay counts, Instant dueAt) {}

    public CountRequests(ServiceDays days, Alarms alarms, InstantSource clock) {
        this.days = days;
        this.alarms = alarms;
        this.clock = clock;
    }

    public void count(RequestEnd end) {
        var now = clock.instant();
        added(end.counts(), now).ifPresent(due -> write(due, now));
    }

    /** Adds a request to those that are not written yet. Returns what is to be written now. */
    private synchronized Optional<Unwritten> added(ServiceDay counts, Instant now) {
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var before = unwritten;
        if (!before.day().equals(day)) {
            // What is left of the day before is written with its own day; today's first request waits no longer than
            // the others.
            unwritten = new Unwritten(day, counts, now);
            return before.counts().equals(ServiceDay.NONE) ? due(now) : Optional.of(before);
        }
        unwritten = new Unwritten(day, before.counts().plus(counts), before.dueAt());
        return due(now);
    }

    private Optional<Unwritten> due(Instant now) {
        var due = unwritten;
        if (now.isBefore(due.dueAt())) {
            return Optional.empty();
        }
        unwritten = new Unwritten(due.day(), ServiceDay.NONE, now.plus(INTERVAL));
        return Optional.of(due);
    }

    private void write(Unwritten due, Instant now) {
        try {
            days.add(due.day(), due.counts(), now);
        } catch (RuntimeException e) {
            // The customer has the answer, and a day can be told of without these.
            alarms.raise(Alarm.STORE_UNAVAILABLE, e.getClass().getName());
        }
    }
}
