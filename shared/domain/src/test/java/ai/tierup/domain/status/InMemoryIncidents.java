package ai.tierup.domain.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Incidents in memory. */
public class InMemoryIncidents implements Incidents {

    private final TreeMap<IncidentId, Incident> incidents = new TreeMap<>();

    @Override
    public synchronized Optional<Incident> find(IncidentId id) {
        return Optional.ofNullable(incidents.get(id));
    }

    @Override
    public synchronized List<Incident> since(LocalDate day) {
        return List.copyOf(
                incidents.tailMap(new IncidentId(day, 0), true).descendingMap().values());
    }

    @Override
    public synchronized boolean put(Incident next) {
        var stored = find(next.id()).map(incident -> incident.updates().size()).orElse(0);
        if (stored != next.updates().size() - 1) {
            return false;
        }
        incidents.put(next.id(), next);
        return true;
    }
}
