package ai.tierup.stripe;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.SessionId;
import java.util.Optional;

/** Reads payment intents that are charges of saved payment methods. */
final class ChargeReader {

    static final String TYPE = "payment_intent";

    /** The metadata that distinguishes them from the payment intents of checkouts, which have the same reference. */
    static final String MARK = "tierup_saved_method";

    private static final String PREFIX = "pi_";
    private static final String AUTHENTICATION_REQUIRED = "authentication_required";

    private ChargeReader() {}

    /** Returns whether {@code id} is that of a payment intent and not of a checkout session. */
    static boolean isCharge(SessionId id) {
        return id.value().startsWith(PREFIX);
    }

    /** Returns whether {@code payment} is a charge of a saved payment method. */
    static boolean isMarked(StripeObject payment) {
        return payment.json().path("metadata").path(MARK).asText("").equals("true");
    }

    /** Returns empty for any other payment intent. */
    static Optional<CheckoutSession> read(StripeObject answer) {
        var payment = answer.requireType(TYPE);
        var reference = SessionReader.reference(payment);
        if (!isMarked(payment) || reference == null) {
            return Optional.empty();
        }
        var amount = payment.amount("amount");
        if (amount <= 0) {
            throw StripeObject.invalid("a charge whose amount is not positive");
        }
        var id = payment.id();
        return Optional.of(new CheckoutSession(
                new SessionId(id),
                status(payment),
                payment.mode(),
                reference,
                new Charge(payment.currency(), amount),
                new PaymentId(id),
                null,
                null));
    }

    private static CheckoutSession.Status status(StripeObject payment) {
        return switch (payment.text("status")) {
            case "succeeded" -> CheckoutSession.Status.PAID;
            case "processing" -> CheckoutSession.Status.PENDING;
            case "requires_action" -> CheckoutSession.Status.UNCONFIRMED;
            case "requires_payment_method", "canceled" ->
                needsCustomer(payment) ? CheckoutSession.Status.UNCONFIRMED : CheckoutSession.Status.FAILED;
            default -> throw StripeObject.invalid("a charge with an unknown status");
        };
    }

    private static boolean needsCustomer(StripeObject payment) {
        var error = payment.json().path("last_payment_error");
        return AUTHENTICATION_REQUIRED.equals(error.path("code").textValue())
                || AUTHENTICATION_REQUIRED.equals(error.path("decline_code").textValue());
    }
}
