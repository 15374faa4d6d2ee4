package ai.tierup.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.OrderReference;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.SavedMethod;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests payment methods that are saved in a checkout, and their charges without the customer. */
class ChargesTest extends StripeTestBase {

    private static final TopUpOrder ORDER = TopUpOrder.placed(
            TopUpId.parsePublic(Fixtures.TOP_UP).orElseThrow(), new AccountId("acme"), Money.ofUsd("25"));
    private static final SavedMethod METHOD = new SavedMethod("cus_Saved", "pm_1Saved");
    private static final SessionId CHARGE = new SessionId("pi_3Charged");

    private static CheckoutSession charged(CheckoutSession.Status status) {
        return new CheckoutSession(
                CHARGE,
                status,
                PaymentMode.TEST,
                new OrderReference("prod", ORDER.account(), ORDER.id()),
                new Charge("usd", 2500),
                new PaymentId(CHARGE.value()),
                null,
                null);
    }

    private Optional<CheckoutSession> charge() {
        return payments.charge(ORDER, "prod", METHOD);
    }

    private static ObjectNode declined(String code) {
        var error = Fixtures.error(code);
        error.withObject("/error").put("type", "card_error").set("payment_intent", Fixtures.declinedCharge(code));
        return error;
    }

    @Test
    void aCheckoutSavesTheMethodForChargesWithoutTheCustomer() throws InterruptedException {
        stripe.answers(Fixtures.openedSession());
        payments.open(ORDER, "prod", URI.create("https://tierup.example/done"), true);

        assertThat(stripe.nextRequest().form())
                .containsEntry("customer_creation", List.of("always"))
                .containsEntry("payment_intent_data[setup_future_usage]", List.of("off_session"));
    }

    @Test
    void aPaidCheckoutNamesTheMethodThatItHasSaved() {
        var session = Fixtures.session();
        session.withObject("/payment_intent")
                .put("setup_future_usage", "off_session")
                .put("customer", "cus_Saved")
                .put("payment_method", "pm_1Saved");
        stripe.answers(session);
        assertThat(payments.session(new SessionId(Fixtures.SESSION)).map(CheckoutSession::saved))
                .contains(METHOD);
    }

    @ParameterizedTest
    @CsvSource({"on_session, succeeded", ", succeeded", "off_session, processing"})
    void anyOtherCheckoutHasSavedNone(String usage, String status) {
        var session = Fixtures.session();
        session.withObject("/payment_intent")
                .put("setup_future_usage", usage)
                .put("status", status)
                .put("customer", "cus_Saved")
                .put("payment_method", "pm_1Saved");
        stripe.answers(session);
        assertThat(payments.session(new SessionId(Fixtures.SESSION))
                        .orElseThrow()
                        .saved())
                .isNull();
    }

    @Test
    void theRequestForAChargeIdentifiesItsOrderAndIsMadeOncePerOrder() throws InterruptedException {
        stripe.answers(Fixtures.savedCharge());
        assertThat(charge()).contains(charged(CheckoutSession.Status.PAID));

        var request = stripe.nextRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/payment_intents");
        assertThat(request.form())
                .isEqualTo(Map.ofEntries(
                        Map.entry("amount", List.of("2500")),
                        Map.entry("currency", List.of("usd")),
                        Map.entry("customer", List.of("cus_Saved")),
                        Map.entry("payment_method", List.of("pm_1Saved")),
                        Map.entry("off_session", List.of("true")),
                        Map.entry("confirm", List.of("true")),
                        Map.entry("error_on_requires_action", List.of("true")),
                        Map.entry("automatic_payment_methods[enabled]", List.of("true")),
                        Map.entry("automatic_payment_methods[allow_redirects]", List.of("never")),
                        Map.entry("metadata[tierup_stage]", List.of("prod")),
                        Map.entry("metadata[tierup_account]", List.of("acme")),
                        Map.entry("metadata[tierup_top_up]", List.of(Fixtures.TOP_UP)),
                        Map.entry("metadata[tierup_saved_method]", List.of("true"))));
        assertThat(request.headers()).containsEntry("idempotency-key", "charge-" + Fixtures.TOP_UP);
    }

    @ParameterizedTest
    @CsvSource({
        "card_declined, FAILED",
        "expired_card, FAILED",
        "insufficient_funds, FAILED",
        "authentication_required, UNCONFIRMED"
    })
    void aDeclinedChargeSaysWhetherTheCustomerIsNeeded(String code, CheckoutSession.Status status) {
        stripe.answers(402, declined(code));
        assertThat(charge()).contains(charged(status));
    }

    @ParameterizedTest
    @CsvSource({
        "succeeded, PAID",
        "processing, PENDING",
        "requires_action, UNCONFIRMED",
        "requires_payment_method, FAILED",
        "canceled, FAILED"
    })
    void aChargeIsFoundInItsPresentState(String status, CheckoutSession.Status expected) throws InterruptedException {
        stripe.answers(Fixtures.savedCharge().put("status", status));
        assertThat(payments.session(CHARGE)).contains(charged(expected));
        assertThat(stripe.nextRequest().path()).isEqualTo("/v1/payment_intents/pi_3Charged");
    }

    @Test
    void aMethodThatIsGoneIsRefused() {
        stripe.answers(400, Fixtures.error("resource_missing"));
        assertThat(charge()).isEmpty();
        stripe.answers(402, Fixtures.error("card_declined"));
        assertThat(charge()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 409, 429})
    void afterAnyOtherRefusalTheOutcomeIsUnknown(int status) {
        stripe.answers(status, Fixtures.error("idempotency_key_in_use"));
        assertThatExceptionOfType(PaymentsUnavailable.class).isThrownBy(this::charge);
    }

    @Test
    void aChargeOfAnotherOrderOrAmountIsInvalid() {
        stripe.answers(Fixtures.savedCharge().put("amount", 2501));
        assertThatExceptionOfType(PaymentsUnavailable.class).isThrownBy(this::charge);
        var other = Fixtures.savedCharge();
        other.withObject("/metadata").put("tierup_stage", "test");
        stripe.answers(other);
        assertThatExceptionOfType(PaymentsUnavailable.class).isThrownBy(this::charge);
    }

    @Test
    void thePaymentOfACheckoutIsNoCharge() {
        var payment = Fixtures.savedCharge();
        payment.withObject("/metadata").remove("tierup_saved_method");
        stripe.answers(payment);
        assertThat(payments.session(CHARGE)).isEmpty();
    }

    @Test
    void aReversedChargeIsFoundByItsPayment() throws InterruptedException {
        stripe.answers(Fixtures.list(false)).answers(Fixtures.savedCharge());
        assertThat(payments.sessionOf(new PaymentId(CHARGE.value()))).contains(charged(CheckoutSession.Status.PAID));
        assertThat(stripe.nextRequest().path()).isEqualTo("/v1/checkout/sessions");
    }

    @Test
    void theChargeOfAnOrderIsFoundAmongThoseOfItsCustomer() throws InterruptedException {
        var other = Fixtures.savedCharge().put("id", "pi_3Other");
        other.withObject("/metadata").put("tierup_top_up", "top_01jdhxk3m5q7r9t0");
        stripe.answers(Fixtures.list(true, other)).answers(Fixtures.list(false, Fixtures.savedCharge()));

        assertThat(payments.chargeFor(ORDER, METHOD)).contains(charged(CheckoutSession.Status.PAID));
        assertThat(stripe.nextRequest().query()).containsEntry("customer", List.of("cus_Saved"));
        assertThat(stripe.nextRequest().query()).containsEntry("starting_after", List.of("pi_3Other"));
    }

    @Test
    void anOrderWithoutAChargeHasNone() {
        stripe.answers(Fixtures.list(false));
        assertThat(payments.chargeFor(ORDER, METHOD)).isEmpty();
        stripe.answers(404, Fixtures.error("resource_missing"));
        assertThat(payments.chargeFor(ORDER, METHOD)).isEmpty();
    }

    @Test
    void chargesAreListedWithoutThePaymentsOfCheckouts() {
        var checkout = Fixtures.savedCharge().put("id", "pi_3Paid");
        checkout.withObject("/metadata").remove("tierup_saved_method");
        stripe.answers(Fixtures.list(false, checkout, Fixtures.savedCharge()));
        assertThat(payments.charges(Instant.EPOCH, Optional.empty()).items())
                .containsExactly(charged(CheckoutSession.Status.PAID));
    }

    @Test
    void forgettingAMethodDeletesItsCustomer() throws InterruptedException {
        stripe.answers(Fixtures.read("{\"id\": \"cus_Saved\", \"object\": \"customer\", \"deleted\": true}"))
                .answers(404, Fixtures.error("resource_missing"));
        payments.forget(METHOD);
        payments.forget(METHOD);

        var request = stripe.nextRequest();
        assertThat(request.method()).isEqualTo("DELETE");
        assertThat(request.path()).isEqualTo("/v1/customers/cus_Saved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"succeeded", "payment_failed", "canceled"})
    void anEventOfAChargeNamesIt(String type) {
        var event = Fixtures.event("payment_intent." + type, Fixtures.savedCharge());
        assertThat(StripeEvent.read(event.toString().getBytes(UTF_8)))
                .isEqualTo(new StripeEvent.Read(PaymentMode.TEST, new Notice.SessionChanged(CHARGE)));
    }
}
