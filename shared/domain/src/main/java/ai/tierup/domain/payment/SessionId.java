package ai.tierup.domain.payment;

/**
 * What the provider calls a checkout. It is the business id of a top-up, and never shown.
 *
 * @param value of the provider's making
 */
public record SessionId(String value) {

    private static final int MAX_LENGTH = 255;

    public SessionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A checkout's id takes 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** Whether {@code text} can be one, before anybody is asked whether it is. */
    public static boolean isValid(String text) {
        return !text.isBlank() && text.length() <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return value;
    }
}
