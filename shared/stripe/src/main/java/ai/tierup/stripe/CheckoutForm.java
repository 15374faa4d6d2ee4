package ai.tierup.stripe;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.OrderReference;
import java.net.URI;

/** The form that opens a checkout session. */
final class CheckoutForm {

    private static final String PRODUCT = "TierUp credit";
    private static final String ITEM = "line_items[0]";
    private static final String PRICE = ITEM + "[price_data]";

    private CheckoutForm() {}

    static StripeForm of(OrderReference reference, Charge charge, URI returnUrl, boolean savesMethod) {
        var form = new StripeForm()
                .with("mode", "payment")
                .with("client_reference_id", reference.topUp().publicName())
                // A customer who pays in another currency would also dispute in it, and our books are in dollars only.
                .with("adaptive_pricing[enabled]", "false")
                .with(ITEM + "[quantity]", "1")
                .with(PRICE + "[currency]", charge.currency())
                .with(PRICE + "[unit_amount]", Long.toString(charge.minorUnits()))
                .with(PRICE + "[product_data][name]", PRODUCT)
                .with("success_url", returnUrl + "?session_id={CHECKOUT_SESSION_ID}")
                .with("cancel_url", returnUrl.toString());
        // Refunds and disputes refer only to the payment. Its metadata shows a person who looks at one which order it
        // belongs to.
        form.withMetadata("metadata", reference).withMetadata("payment_intent_data[metadata]", reference);
        return savesMethod
                // A customer at Stripe for each saved method, so that deleting the one deletes the other.
                ? form.with("customer_creation", "always")
                        .with("payment_intent_data[setup_future_usage]", "off_session")
                : form;
    }
}
