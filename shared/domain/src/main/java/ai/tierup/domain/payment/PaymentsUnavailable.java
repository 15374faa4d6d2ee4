package ai.tierup.domain.payment;

/** The payment provider did not answer, or with something that makes no sense: what was asked for may be done or not. */
public final class PaymentsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param why without anything of a customer's */
    public PaymentsUnavailable(String why) {
        super(why);
    }

    /** @param why without anything of a customer's */
    public PaymentsUnavailable(String why, Throwable cause) {
        super(why, cause);
    }
}
