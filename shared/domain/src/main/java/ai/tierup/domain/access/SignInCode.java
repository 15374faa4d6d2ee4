package ai.tierup.domain.access;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A code that is sent by e-mail and typed in by its recipient.
 *
 * @param digits eight decimal digits
 */
public record SignInCode(String digits) {

    private static final int CODES = 100_000_000;
    private static final Pattern FORM = Pattern.compile("[0-9]{8}");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s-]");
    private static final int MAX_TYPED_LENGTH = 20;

    /** @param random cryptographically strong */
    static SignInCode draw(RandomGenerator random) {
        return new SignInCode("%08d".formatted(random.nextInt(CODES)));
    }

    /** Parses a code as a person types it, with or without blanks and hyphens. */
    public static Optional<SignInCode> parse(String text) {
        return text.length() > MAX_TYPED_LENGTH
                ? Optional.empty()
                : Optional.of(SEPARATORS.matcher(text).replaceAll(""))
                        .filter(digits -> FORM.matcher(digits).matches())
                        .map(SignInCode::new);
    }

    /** The code as it is shown, such as {@code 1234-5678}. */
    String shown() {
        return digits.substring(0, 4) + "-" + digits.substring(4);
    }

    /** Omits the digits, so that no log can show them. */
    @Override
    public String toString() {
        return "SignInCode";
    }
}
