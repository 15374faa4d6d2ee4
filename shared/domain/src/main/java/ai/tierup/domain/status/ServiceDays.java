package ai.tierup.domain.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** Store of the counted requests of each day, which all environments share. */
public interface ServiceDays {

    /** Adds requests to those of a day, by one write. If its answer is lost, they may be counted or not. */
    void add(LocalDate day, ServiceDay more, Instant now);

    /** The days from one to another, both included, that have requests. At most 100 of them. */
    Map<LocalDate, ServiceDay> read(LocalDate from, LocalDate to);
}
