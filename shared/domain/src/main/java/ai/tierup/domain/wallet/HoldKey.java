package ai.tierup.domain.wallet;

import ai.tierup.domain.id.RequestId;

/**
 * The key of a hold in its wallet, made of the request's id and a digit for the attempt. A key is used for one send only. Otherwise a
 * late copy of a send could re-create a settled hold, which would then be charged twice.
 *
 * @param attempt 0 to 9
 */
public record HoldKey(RequestId request, int attempt) {

    public static final int ATTEMPTS = 10;

    public HoldKey {
        if (attempt < 0 || attempt >= ATTEMPTS) {
            throw new IllegalArgumentException("No attempt " + attempt);
        }
    }

    /**
     * Parses the stored form of a key.
     *
     * @throws IllegalArgumentException when {@code text} is not a key
     */
    public static HoldKey parse(String text) {
        var digit = text.length() - 1;
        return new HoldKey(
                new RequestId(text.substring(0, Math.max(digit, 0))), Character.digit(text.charAt(digit), ATTEMPTS));
    }

    /** The stored form, 17 characters: the request id followed by the attempt digit. */
    @Override
    public String toString() {
        return request.value() + attempt;
    }
}
