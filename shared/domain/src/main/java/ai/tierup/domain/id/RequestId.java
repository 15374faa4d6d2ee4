package ai.tierup.domain.id;

import java.time.Instant;
import java.util.Optional;

/**
 * The one id of a request. Shown as {@code req_<id>}; a public API may show it under a prefix of its own as well.
 *
 * @param value a {@link TimedId}
 */
public record RequestId(String value) implements Comparable<RequestId> {

    private static final String PUBLIC_PREFIX = "req_";

    public RequestId {
        if (!TimedId.is(value)) {
            throw new IllegalArgumentException("Not a request id: " + value);
        }
    }

    /** The id in what a client sends back, {@code req_…}, or empty. */
    public static Optional<RequestId> parsePublic(String text) {
        return TimedId.shown(PUBLIC_PREFIX, text).map(RequestId::new);
    }

    /** {@code random38} may have any value: its lowest 38 bits are used. */
    public static RequestId of(Instant time, long random38) {
        return new RequestId(TimedId.of(time, random38));
    }

    /** The millisecond in which it was drawn. */
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
