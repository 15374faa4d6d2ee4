package ai.tierup.domain.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** In-memory {@link ServiceDays}. */
public final class InMemoryServiceDays implements ServiceDays {

    private final ConcurrentSkipListMap<LocalDate, ServiceDay> days = new ConcurrentSkipListMap<>();

    @Override
    public void add(LocalDate day, ServiceDay more, Instant now) {
        days.merge(day, more, ServiceDay::plus);
    }

    @Override
    public Map<LocalDate, ServiceDay> read(LocalDate from, LocalDate to) {
        return new TreeMap<>(days.subMap(from, true, to, true));
    }
}
