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

    public static boolean is(String value) {
        return FORM.matcher(value).matches();
    }

    /** {@code random38} may have any value: its lowest 38 bits are used. */
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

    /** The millisecond in which {@code value}, an id, was drawn. */
    public static Instant time(String value) {
        var bits = 0L;
        for (var i = 0; i < 9; i++) {
            bits = (bits << BITS_PER_DIGIT) | DIGITS.indexOf(value.charAt(i));
        }
        return Instant.ofEpochMilli(bits >>> 3);
    }

    /** The id that {@code text} shows behind {@code prefix}; empty when it shows none. */
    public static Optional<String> shown(String prefix, String text) {
        return Optional.of(text)
                .filter(shown -> shown.startsWith(prefix))
                .map(shown -> shown.substring(prefix.length()))
                .filter(TimedId::is);
    }
}
