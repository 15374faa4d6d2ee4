package ai.tierup.domain.wallet;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one id of a request: 16 lower-case Crockford base-32 characters, 42 bits of millisecond time before 38 random bits, so ids
 * sort by time. Shown as {@code chatcmpl-<id>} and {@code req_<id>}.
 *
 * @param value the 16 characters
 */
public record RequestId(String value) implements Comparable<RequestId> {

    private static final Pattern FORM = Pattern.compile("[0-9abcdefghjkmnpqrstvwxyz]{16}");
    private static final String PUBLIC_PREFIX = "req_";
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int BITS_PER_DIGIT = 5;
    private static final int LENGTH = 16;
    private static final int RANDOM_BITS = 38;
    private static final int TIME_BITS = 42;

    public RequestId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a request id: " + value);
        }
    }

    /** The id in what a client sends back, {@code req_…}, or empty. */
    public static Optional<RequestId> parsePublic(String text) {
        if (!text.startsWith(PUBLIC_PREFIX)) {
            return Optional.empty();
        }
        var value = text.substring(PUBLIC_PREFIX.length());
        return FORM.matcher(value).matches() ? Optional.of(new RequestId(value)) : Optional.empty();
    }

    /** {@code random38} may have any value: its lowest 38 bits are used. */
    public static RequestId of(Instant time, long random38) {
        var high = time.toEpochMilli() & ((1L << TIME_BITS) - 1);
        var low = random38 & ((1L << RANDOM_BITS) - 1);
        var digits = new char[LENGTH];
        for (var i = LENGTH - 1; i >= 0; i--) {
            digits[i] = DIGITS.charAt((int) (low & 31));
            low = (low >>> BITS_PER_DIGIT) | ((high & 31) << (RANDOM_BITS - BITS_PER_DIGIT));
            high >>>= BITS_PER_DIGIT;
        }
        return new RequestId(new String(digits));
    }

    /** The millisecond in which it was drawn. */
    public Instant time() {
        var bits = 0L;
        for (var i = 0; i < 9; i++) {
            bits = (bits << BITS_PER_DIGIT) | DIGITS.indexOf(value.charAt(i));
        }
        return Instant.ofEpochMilli(bits >>> 3);
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
