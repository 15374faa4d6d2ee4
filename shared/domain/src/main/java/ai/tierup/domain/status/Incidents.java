package ai.tierup.domain.status;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Store of the incidents, which are kept for good. */
public interface Incidents {

    Optional<Incident> find(IncidentId id);

    /** The incidents that were opened on a day or later, the newest first. */
    List<Incident> since(LocalDate day);

    /**
     * Stores an incident that has one update more than what is stored; a new one if it has a single one. Returns false, and stores nothing, if another
     * update was faster.
     */
    boolean put(Incident next);
}
