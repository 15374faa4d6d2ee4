package ai.tierup.domain.wallet;

import ai.tierup.domain.id.TimedId;
import java.time.Instant;
import java.util.Optional;

/**
 * Id of a ledger entry other than usage, sorted by booking time. Customers see it as {@code ent_<id>}.
 *
 * @param value a {@link TimedId}
 */
public record EntryId(String value) {

    private static final String PUBLIC_PREFIX = "ent_";

    public EntryId {
        if (!TimedId.isValid(value)) {
            throw new IllegalArgumentException("Not an entry id: " + value);
        }
    }

    /** Parses the form {@code ent_…} that clients send back; empty when {@code text} is not one. */
    public static Optional<EntryId> parsePublic(String text) {
        return TimedId.parse(PUBLIC_PREFIX, text).map(EntryId::new);
    }

    /** Creates an id from a time and the lowest 38 bits of {@code random38}. */
    public static EntryId of(Instant time, long random38) {
        return new EntryId(TimedId.of(time, random38));
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
