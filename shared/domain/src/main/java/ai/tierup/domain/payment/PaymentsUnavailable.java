package ai.tierup.domain.payment;

/** Thrown when the payment provider did not answer, or answered something invalid. The request may or may not have had its effect. */
public final class PaymentsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param why reason, without any data of a customer */
    public PaymentsUnavailable(String why) {
        super(why);
    }

    /** @param why reason, without any data of a customer */
    public PaymentsUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
