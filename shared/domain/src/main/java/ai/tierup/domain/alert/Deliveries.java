package ai.tierup.domain.alert;

import java.time.Instant;
import java.util.List;

/** The store of deliveries that are not done. {@link Alerts#advance} adds them. */
public interface Deliveries {

    /** Returns deliveries that are due, those that are longest due first. */
    List<Delivery> due(Instant now, int limit);

    /**
     * Replaces a delivery by its next version.
     *
     * @return false, without a write, if {@code seen} is not stored any more, so that one of several callers goes on
     */
    boolean replace(Delivery seen, Delivery next);

    /** Removes a delivery, if it is stored as given. */
    void remove(Delivery delivery);
}
