package ai.tierup.stripe;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.OrderReference;
import ai.tierup.domain.payment.SavedMethod;

/** The form that charges a saved payment method without its customer. */
final class ChargeForm {

    private ChargeForm() {}

    static StripeForm of(OrderReference reference, Charge charge, SavedMethod method) {
        return new StripeForm()
                .with("amount", Long.toString(charge.minorUnits()))
                .with("currency", charge.currency())
                .with("customer", method.customer())
                .with("payment_method", method.method())
                .with("off_session", "true")
                .with("confirm", "true")
                // A payment that waits for its customer could be paid much later, when another has taken its place.
                .with("error_on_requires_action", "true")
                .with("automatic_payment_methods[enabled]", "true")
                .with("automatic_payment_methods[allow_redirects]", "never")
                .withMetadata("metadata", reference)
                .with("metadata[" + ChargeReader.MARK + "]", "true");
    }
}
