package ai.tierup.domain.wallet;

import ai.tierup.domain.id.TimedId;
import java.time.Instant;
import java.util.Optional;

/**
 * Names a ledger entry other than usage, by when it was booked. Shown as {@code ent_<id>}.
 *
 * @param value a {@link TimedId}
 */
public record EntryId(String value) {

    private static final String PUBLIC_PREFIX = "ent_";

    public EntryId {
        if (!TimedId.is(value)) {
            throw new IllegalArgumentException("Not an entry id: " + value);
        }
    }

    /** The id in what a client sends back, {@code ent_…}, or empty. */
    public static Optional<EntryId> parsePublic(String text) {
        return TimedId.shown(PUBLIC_PREFIX, text).map(EntryId::new);
    }

    /** {@code random38} may have any value: its lowest 38 bits are used. */
    public static EntryId of(Instant time, long random38) {
        return new EntryId(TimedId.of(time, random38));
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
