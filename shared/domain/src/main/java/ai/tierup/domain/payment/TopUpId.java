package ai.tierup.domain.payment;

import ai.tierup.domain.id.TimedId;
import java.time.Instant;
import java.util.Optional;

/**
 * Names a customer's wish to top up. Shown as {@code top_<id>}.
 *
 * @param value a {@link TimedId}
 */
public record TopUpId(String value) {

    private static final String PUBLIC_PREFIX = "top_";

    public TopUpId {
        if (!TimedId.is(value)) {
            throw new IllegalArgumentException("Not a top-up's id: " + value);
        }
    }

    /** The id in what a client, or the provider, sends back, {@code top_…}, or empty. */
    public static Optional<TopUpId> parsePublic(String text) {
        return TimedId.shown(PUBLIC_PREFIX, text).map(TopUpId::new);
    }

    /** {@code random38} may have any value: its lowest 38 bits are used. */
    public static TopUpId of(Instant time, long random38) {
        return new TopUpId(TimedId.of(time, random38));
    }

    /** The millisecond in which it was drawn. */
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
