package ai.tierup.domain.audit;

import ai.tierup.domain.account.AccountId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An audit log in memory. */
public final class InMemoryAuditLog implements AuditLog {

    private final ConcurrentSkipListMap<AuditEventId, AuditEvent> events =
            new ConcurrentSkipListMap<>(Comparator.comparing(AuditEventId::value));

    @Override
    public void add(AuditEvent event) {
        events.putIfAbsent(event.id(), event);
    }

    @Override
    public List<AuditEvent> newest(AccountId account, @Nullable AuditEventId before, int limit) {
        return (before == null ? events : events.headMap(before))
                .descendingMap().values().stream()
                        .filter(event -> account.equals(event.account()))
                        .limit(limit)
                        .toList();
    }

    @Override
    public List<AuditEvent> after(AccountId account, AuditEventId id, int limit) {
        return events.tailMap(id, false).values().stream()
                .filter(event -> account.equals(event.account()))
                .limit(limit)
                .toList();
    }

    @Override
    public Stream<AuditEvent> ofDay(LocalDate day) {
        return events.values().stream()
                .filter(event ->
                        LocalDate.ofInstant(event.id().time(), ZoneOffset.UTC).equals(day));
    }
}
