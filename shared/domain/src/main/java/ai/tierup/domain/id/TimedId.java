package ai.tierup.domain.id;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form of our ids: 16 lower-case Crockford base-32 characters, 42 bits of millisecond time before 38 random bits, so that ids
 * sort by time.
 */
public final class TimedId {

    private static final Pattern FORM = Pattern.compile("[0-9abcdefghjkmnpqrstvwxyz]{16}");
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int BITS_PER_DIGIT = 5;
    private static final int LENGTH = 16;
    private static final int RANDOM_BITS = 38;
    private static final int TIME_BITS = 42;

    private TimedId() {}

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    /** Creates an id from {@code time} and the lowest 38 bits of {@code random38}. */
    public static String of(Instant time, long random38) {
        var high = time.toEpochMilli() & ((1L << TIME_BITS) - 1);
        var low = random38 & ((1L << RANDOM_BITS) - 1);
        var digits = new char[LENGTH];
        for (var i = LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (low & 31));
            low = (low >>> BITS_PER_DIGIT) | ((high & 31) << (RANDOM_BITS - BITS_PER_DIGIT));
            high >>>= BITS_PER_DIGIT;
        }
        return new String(digits);
    }

    /** The time at which the id {@code value} was drawn, to the millisecond. */
    public static Instant time(String value) {
        var bits = 0L;
        for (var i = 0; i < 9; i++) {
            bits = (bits << BITS_PER_DIGIT) | DIGITS.indexOf(value.charAt(i));
        }
        return Instant.ofEpochMilli(bits >>> 3);
    }

    /** The id after {@code prefix} in {@code text}; empty if there is none. */
    public static Optional<String> parse(String prefix, String text) {
        return Optional.of(text)
                .filter(shown -> shown.startsWith(prefix))
                .map(shown -> shown.substring(prefix.length()))
                .filter(TimedId::isValid);
    }
}
