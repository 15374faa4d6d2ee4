package ai.tierup.stripe;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.OrderReference;
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import java.time.Duration;
import java.util.Optional;

/** Charges of saved payment methods. */
final class StripeCharges {

    static final String PATH = "/v1/payment_intents";

    private static final String CUSTOMERS = "/v1/customers";
    private static final int MAX_PAGES = 100;

    /** The clocks of Stripe and of this process may differ by less. */
    private static final Duration MAX_SKEW = Duration.ofHours(1);

    private final StripeApi api;

    StripeCharges(StripeApi api) {
        this.api = api;
    }

    /** Returns empty when Stripe refuses the method. */
    Optional<CheckoutSession> make(TopUpOrder order, String stage, SavedMethod method) {
        var reference = new OrderReference(stage, order.account(), order.id());
        var charge = Charge.of(order.amount());
        var form = ChargeForm.of(reference, charge, method);
        return api.postPayment("a charge", PATH, form, "charge-" + order.id().publicName())
                .map(answer -> ChargeReader.read(answer)
                        .filter(made -> reference.equals(made.reference()))
                        .filter(made -> charge.equals(made.charge()))
                        .orElseThrow(() -> StripeObject.invalid("the new charge does not match the request")));
    }

    Optional<CheckoutSession> find(SessionId id) {
        return api.find("a charge", PATH + "/" + id, new StripeForm())
                .map(answer -> {
                    if (!answer.id().equals(id.value())) {
                        throw StripeObject.invalid("the answer is about another object than was requested");
                    }
                    return answer;
                })
                .flatMap(ChargeReader::read);
    }

    /** Finds the charge for an order in the list of its customer's payments, which Stripe keeps current. */
    Optional<CheckoutSession> findFor(TopUpOrder order, SavedMethod method) {
        var after = Optional.<String>empty();
        for (var pages = 0; pages < MAX_PAGES; pages++) {
            var query =
                    StripeList.since(order.createdAt().minus(MAX_SKEW), after).with("customer", method.customer());
            var answer = api.find("the charges of a customer", PATH, query);
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            var list = StripeList.of(answer.get());
            var found = list.items().stream()
                    .flatMap(item -> ChargeReader.read(item).stream())
                    .filter(charge -> isFor(order, charge))
                    .findFirst();
            after = list.next();
            if (found.isPresent() || after.isEmpty()) {
                return found;
            }
        }
        throw StripeObject.invalid("the charges of a customer have more than " + MAX_PAGES + " pages");
    }

    private static boolean isFor(TopUpOrder order, CheckoutSession charge) {
        var reference = charge.reference();
        return reference != null && reference.topUp().equals(order.id());
    }

    /** Deletes the customer of a method, and all personal data that Stripe keeps of it. Each saved method has a customer of its own. */
    void forget(SavedMethod method) {
        api.delete("a customer", CUSTOMERS + "/" + method.customer());
    }
}
