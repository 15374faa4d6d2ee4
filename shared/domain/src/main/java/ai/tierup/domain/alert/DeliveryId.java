package ai.tierup.domain.alert;

import ai.tierup.domain.id.TimedId;
import java.time.Instant;

/**
 * Id of a delivery. Receivers of webhooks see it as {@code msg_<id>}, the same on each attempt.
 *
 * @param value a {@link TimedId}
 */
public record DeliveryId(String value) {

    private static final String PUBLIC_PREFIX = "msg_";

    public DeliveryId {
        if (!TimedId.isValid(value)) {
            throw new IllegalArgumentException("Not a delivery's id: " + value);
        }
    }

    /** Creates an id from a time and the lowest 38 bits of {@code random38}. */
    public static DeliveryId of(Instant time, long random38) {
        return new DeliveryId(TimedId.of(time, random38));
    }

    public String publicName() {
        return PUBLIC_PREFIX + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
