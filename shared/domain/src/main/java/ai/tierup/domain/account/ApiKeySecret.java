package ai.tierup.domain.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The secret text of an API key: {@code tu-}, 32 random base-62 characters, and 6 of their CRC-32. The checksum allows a mistyped or
 * invented key to be refused without a read. A secret is never stored or printed; its {@link ApiKeyHash} is stored.
 */
public final class ApiKeySecret {

    private static final String PREFIX = "tu-";
    private static final String BASE_62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_LENGTH = 32;
    private static final int CHECKSUM_LENGTH = 6;
    private static final int SHOWN_LENGTH = PREFIX.length() + 4;
    private static final Pattern FORM = Pattern.compile("tu-[0-9A-Za-z]{38}");

    private final String text;

    private ApiKeySecret(String text) {
        this.text = text;
    }

    /** Generates a new secret. {@code random} must be cryptographically strong. */
    public static ApiKeySecret generate(RandomGenerator random) {
        var body = new StringBuilder(RANDOM_LENGTH);
        for (var i = 0; i < RANDOM_LENGTH; i++) {
            body.append(BASE_62.charAt(random.nextInt(BASE_62.length())));
        }
        return new ApiKeySecret(PREFIX + body + checksum(body.toString()));
    }

    /** Parses a secret; empty if its form or checksum is wrong. */
    public static Optional<ApiKeySecret> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        var checksumStart = text.length() - CHECKSUM_LENGTH;
        var body = text.substring(PREFIX.length(), checksumStart);
        return checksum(body).equals(text.substring(checksumStart))
                ? Optional.of(new ApiKeySecret(text))
                : Optional.empty();
    }

    public ApiKeyHash hash() {
        return ApiKeyHash.of(text);
    }

    /** The first characters, such as {@code tu-abcd}, by which keys are told apart in a list. */
    public String shownPrefix() {
        return text.substring(0, SHOWN_LENGTH);
    }

    /** The whole secret, for the one response that shows it to its owner. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return shownPrefix() + "…";
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(US_ASCII));
        var digits = new char[CHECKSUM_LENGTH];
        var rest = crc.getValue();
        for (var i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            digits[i] = BASE_62.charAt((int) (rest % BASE_62.length()));
            rest /= BASE_62.length();
        }
        return new String(digits);
    }
}
