package ai.tierup.domain.id;

import java.time.Instant;
import java.util.Optional;

/**
 * Id of a top-up order, sorted by time. Customers and the provider see it as {@code top_<id>}.
 *
 * @param value a {@link TimedId}
 */
public record TopUpId(String value) {

    private static final String PUBLIC_PREFIX = "top_";

    public TopUpId {
        if (!TimedId.isValid(value)) {
            throw new IllegalArgumentException("Not a top-up's id: " + value);
        }
    }

    /** Parses the form {@code top_…} that clients and the provider send back; empty when {@code text} is not one. */
    public static Optional<TopUpId> parsePublic(String text) {
        return TimedId.parse(PUBLIC_PREFIX, text).map(TopUpId::new);
    }

    /** Creates an id from a time and the lowest 38 bits of {@code random38}. */
    public static TopUpId of(Instant time, long random38) {
        return new TopUpId(TimedId.of(time, random38));
    }

    /** The millisecond in which the id was created. */
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
