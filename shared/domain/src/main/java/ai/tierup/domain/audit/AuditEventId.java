package ai.tierup.domain.audit;

import ai.tierup.domain.id.TimedId;
import java.time.Instant;
import java.util.Optional;

/**
 * Id of an event in an audit log, sorted by time. Customers see it as {@code aud_<id>}.
 *
 * @param value a {@link TimedId}
 */
public record AuditEventId(String value) {

    private static final String PUBLIC_PREFIX = "aud_";

    public AuditEventId {
        if (!TimedId.isValid(value)) {
            throw new IllegalArgumentException("Not an audit event's id: " + value);
        }
    }

    /** Parses the form {@code aud_…} that clients send back; empty when {@code text} is not one. */
    public static Optional<AuditEventId> parsePublic(String text) {
        return TimedId.parse(PUBLIC_PREFIX, text).map(AuditEventId::new);
    }

    /** Creates an id from a time and the lowest 38 bits of {@code random38}. */
    public static AuditEventId of(Instant time, long random38) {
        return new AuditEventId(TimedId.of(time, random38));
    }

    /** The millisecond in which the event happened. */
    public Instant time() {
        return TimedId.time(value);
    }

    public String publicName() {
        return PUBLIC_PREFIX + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
