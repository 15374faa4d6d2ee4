package ai.tierup.domain.payment;

/**
 * What the provider calls a checkout. It is the business id of a top-up, and never shown.
 *
 * @param value of the provider's making
 */
public record SessionId(String value) {

    private static final int LONGEST = 255;

    public SessionId {
        if (value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("A checkout's id takes 1 to " + LONGEST + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
