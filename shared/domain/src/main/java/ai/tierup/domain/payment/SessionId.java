package ai.tierup.domain.payment;

/**
 * The provider's id of a checkout, which is part of the business id of a top-up. Never shown.
 *
 * @param value text that the provider chose
 */
public record SessionId(String value) {

    private static final int MAX_LENGTH = 255;

    public SessionId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("A checkout's id has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** Returns whether {@code text} can be the id of a checkout. The provider is not asked whether it exists. */
    public static boolean isValid(String text) {
        return !text.isBlank() && text.length() <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return value;
    }
}
