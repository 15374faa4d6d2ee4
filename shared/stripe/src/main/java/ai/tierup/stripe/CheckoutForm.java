package ai.tierup.stripe;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.OrderReference;
import java.net.URI;

/** What a checkout session is asked for with. */
final class CheckoutForm {

    private static final String PRODUCT = "TierUp credit";
    private static final String ITEM = "line_items[0]";
    private static final String PRICE = ITEM + "[price_data]";

    private CheckoutForm() {}

    static StripeForm of(OrderReference reference, Charge charge, URI done) {
        var form = new StripeForm()
                .with("mode", "payment")
                .with("client_reference_id", reference.topUp().publicName())
                // Whoever pays in another currency would dispute in it, and our books take one alone.
                .with("adaptive_pricing[enabled]", "false")
                .with(ITEM + "[quantity]", "1")
                .with(PRICE + "[currency]", charge.currency())
                .with(PRICE + "[unit_amount]", Long.toString(charge.minorUnits()))
                .with(PRICE + "[product_data][name]", PRODUCT)
                .with("success_url", done + "?session_id={CHECKOUT_SESSION_ID}")
                .with("cancel_url", done.toString());
        // Refunds and disputes know the payment alone: a person who looks at one there should find the order too.
        return withMetadata(withMetadata(form, "metadata", reference), "payment_intent_data[metadata]", reference);
    }

    private static StripeForm withMetadata(StripeForm form, String place, OrderReference reference) {
        return form.with(place + "[" + SessionReader.STAGE + "]", reference.stage())
                .with(
                        place + "[" + SessionReader.ACCOUNT + "]",
                        reference.account().value())
                .with(
                        place + "[" + SessionReader.TOP_UP + "]",
                        reference.topUp().publicName());
    }
}
