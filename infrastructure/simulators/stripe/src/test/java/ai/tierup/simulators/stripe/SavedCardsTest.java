package ai.tierup.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests saved cards with Stripe's library as the client. */
class SavedCardsTest {

    private StripeFixture fixture;
    private PaymentIntent first;

    @BeforeEach
    void start() throws Exception {
        fixture = new StripeFixture();
        var session = fixture.openSaving("one");
        fixture.stripe.pay(session.getId());
        var paid = reload(session);
        first = paid.getPaymentIntentObject();
        assertThat(paid.getCustomer()).isEqualTo(first.getCustomer());
    }

    private Session reload(Session session) throws StripeException {
        return fixture.client
                .v1()
                .checkout()
                .sessions()
                .retrieve(
                        session.getId(),
                        SessionRetrieveParams.builder()
                                .addExpand("payment_intent")
                                .build());
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private PaymentIntent charge(String idempotencyKey) throws StripeException {
        var form = PaymentIntentCreateParams.builder()
                .setAmount(2500L)
                .setCurrency("usd")
                .setCustomer(first.getCustomer())
                .setPaymentMethod(first.getPaymentMethod())
                .setOffSession(true)
                .setConfirm(true)
                .putMetadata("tierup_top_up", "top_two")
                .build();
        var options = RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
        return fixture.client.v1().paymentIntents().create(form, options);
    }

    @Test
    void aCardThatIsSavedInACheckoutIsChargedWithoutItsCustomer() throws Exception {
        assertThat(first.getSetupFutureUsage()).isEqualTo("off_session");

        var charge = charge("two");

        assertThat(charge.getStatus()).isEqualTo("succeeded");
        assertThat(charge.getAmountReceived()).isEqualTo(2500);
        assertThat(charge.getMetadata()).containsEntry("tierup_top_up", "top_two");
        assertThat(charge("two").getId()).isEqualTo(charge.getId());
        assertThat(fixture.deliveredTypes()).contains("payment_intent.succeeded");
    }

    @Test
    void aCheckoutThatDoesNotSaveTheCardHasNoCustomer() throws Exception {
        var session = fixture.open(2500, "another");
        fixture.stripe.pay(session.getId());

        assertThat(reload(session).getCustomer()).isNull();
        assertThat(reload(session).getPaymentIntentObject().getPaymentMethod()).isNull();
    }

    @Test
    void aDeclinedChargeIsRefusedWithThePaymentAndSoIsItsRepetition() throws Exception {
        fixture.stripe.endCharges("decline");
        var refused = catchThrowableOfType(CardException.class, () -> charge("two"));
        assertThat(refused.getStatusCode()).isEqualTo(402);
        assertThat(refused.getCode()).isEqualTo("card_declined");
        var payment = refused.getStripeError().getPaymentIntent();
        assertThat(payment.getStatus()).isEqualTo("requires_payment_method");

        fixture.stripe.endCharges("pay");

        var again = catchThrowableOfType(CardException.class, () -> charge("two"));
        assertThat(again.getStripeError().getPaymentIntent().getId()).isEqualTo(payment.getId());
        assertThat(fixture.deliveredTypes()).contains("payment_intent.payment_failed");
    }

    @Test
    void aBankMayWantTheCustomer() {
        fixture.stripe.endCharges("confirm");
        var refused = catchThrowableOfType(CardException.class, () -> charge("two"));
        assertThat(refused.getCode()).isEqualTo("authentication_required");
        assertThat(refused.getStripeError()
                        .getPaymentIntent()
                        .getLastPaymentError()
                        .getCode())
                .isEqualTo("authentication_required");
    }

    @Test
    void aChargeMayTakeDays() throws Exception {
        fixture.stripe.endCharges("later");
        var charge = charge("two");
        assertThat(charge.getStatus()).isEqualTo("processing");

        assertThat(fixture.stripe.settleCharge(charge.getId(), true).isDone()).isTrue();

        assertThat(fixture.client.v1().paymentIntents().retrieve(charge.getId()).getStatus())
                .isEqualTo("succeeded");
        assertThat(fixture.stripe.settleCharge(charge.getId(), true).isDone()).isFalse();
    }

    @Test
    void paymentsAreListedByCustomer() throws Exception {
        fixture.stripe.pay(fixture.open(2500, "another").getId());
        var charge = charge("two");

        var query = PaymentIntentListParams.builder()
                .setCustomer(first.getCustomer())
                .build();
        assertThat(fixture.client.v1().paymentIntents().list(query).getData())
                .extracting(PaymentIntent::getId)
                .containsExactly(charge.getId(), first.getId());
    }

    @Test
    void theCardOfADeletedCustomerCannotBeCharged() throws Exception {
        fixture.client.v1().customers().delete(first.getCustomer());

        var refused = catchThrowableOfType(InvalidRequestException.class, () -> charge("two"));
        assertThat(refused.getCode()).isEqualTo("resource_missing");
        assertThat(catchThrowableOfType(
                                InvalidRequestException.class,
                                () -> fixture.client.v1().customers().delete(first.getCustomer()))
                        .getCode())
                .isEqualTo("resource_missing");
    }
}
