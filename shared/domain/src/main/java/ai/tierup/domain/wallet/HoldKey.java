package ai.tierup.domain.wallet;

import ai.tierup.domain.id.RequestId;

/**
 * Names one hold in its wallet: the request and the attempt digit. A key is used for one send only: a late copy of a send could
 * otherwise re-create a hold that is settled already, and it would be charged twice.
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
     * The key of its stored text.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static HoldKey parse(String text) {
        var digit = text.length() - 1;
        return new HoldKey(
                new RequestId(text.substring(0, Math.max(digit, 0))), Character.digit(text.charAt(digit), ATTEMPTS));
    }

    /** The request id followed by the digit: 17 characters. */
    @Override
    public String toString() {
        return request.value() + attempt;
    }
}
