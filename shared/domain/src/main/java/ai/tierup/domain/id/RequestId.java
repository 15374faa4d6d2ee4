package ai.tierup.domain.id;

import java.time.Instant;
import java.util.Optional;

/**
 * The id of a request, shown as {@code req_<id>}. A public API may also show it with another prefix.
 *
 * @param value a {@link TimedId}
 */
public record RequestId(String value) implements Comparable<RequestId> {

    private static final String PUBLIC_PREFIX = "req_";

    public RequestId {
        if (!TimedId.isValid(value)) {
            throw new IllegalArgumentException("Not a request id: " + value);
        }
    }

    /** Parses {@code req_…} as a client sends it; empty if it is not a request id. */
    public static Optional<RequestId> parsePublic(String text) {
        return TimedId.parse(PUBLIC_PREFIX, text).map(RequestId::new);
    }

    /** Creates an id from {@code time} and the lowest 38 bits of {@code random38}. */
    public static RequestId of(Instant time, long random38) {
        return new RequestId(TimedId.of(time, random38));
    }

    /** The time at which it was drawn, to the millisecond. */
    public Instant time() {
        return TimedId.time(value);
    }

    public String publicName() {
        return PUBLIC_PREFIX + value;
    }

    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
