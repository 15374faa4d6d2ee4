package ai.tierup.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.OrderReference;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.SessionId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest extends StripeTestBase {

    private static final SessionId ID = new SessionId(Fixtures.SESSION);
    private static final PaymentId PAYMENT = new PaymentId(Fixtures.PAYMENT);

    private Optional<CheckoutSession> sessionFrom(ObjectNode answer) {
        stripe.answers(answer);
        return payments.session(ID);
    }

    @Test
    void aSessionIsRequestedWithItsPayment() throws InterruptedException {
        sessionFrom(Fixtures.session());
        var request = stripe.nextRequest();
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.path()).isEqualTo("/v1/checkout/sessions/" + Fixtures.SESSION);
        assertThat(request.query()).isEqualTo(Map.of("expand[]", List.of("payment_intent")));
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + ScriptedStripe.KEY)
                .containsEntry("stripe-version", "2026-07-29.dahlia")
                .doesNotContainKey("idempotency-key");
    }

    @Test
    void everyFieldOfAPaidSessionIsRead() {
        assertThat(sessionFrom(Fixtures.session()))
                .contains(new CheckoutSession(
                        ID,
                        CheckoutSession.Status.PAID,
                        PaymentMode.TEST,
                        new OrderReference(
                                "prod",
                                new AccountId("acme"),
                                TopUpId.parsePublic(Fixtures.TOP_UP).orElseThrow()),
                        new Charge("usd", 2500),
                        PAYMENT,
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "open, unpaid, requires_payment_method, OPEN",
        "open, unpaid, canceled, OPEN",
        "open, no_payment_required, succeeded, OPEN",
        "open, paid, succeeded, PAID",
        "expired, unpaid, canceled, EXPIRED",
        "expired, no_payment_required, canceled, EXPIRED",
        "complete, paid, succeeded, PAID",
        "complete, paid, processing, PAID",
        "complete, unpaid, processing, PENDING",
        "complete, unpaid, requires_action, PENDING",
        "complete, unpaid, succeeded, PENDING",
        "complete, unpaid, a_status_to_come, PENDING",
        "complete, unpaid, requires_payment_method, FAILED",
        "complete, unpaid, canceled, FAILED",
        "complete, no_payment_required, succeeded, FAILED",
    })
    void aSessionIsPaidOnlyOnceTheMoneyHasArrived(
            String status, String paid, String payment, CheckoutSession.Status expected) {
        var session = Fixtures.session().put("status", status).put("payment_status", paid);
        session.withObject("/payment_intent").put("status", payment);
        assertThat(sessionFrom(session).map(CheckoutSession::status)).contains(expected);
    }

    @Test
    void aSessionWithoutAnAttemptToPayHasNoPayment() {
        var session = sessionFrom(Fixtures.openedSession()).orElseThrow();
        assertThat(session.payment()).isNull();
        assertThat(session.url()).isNotNull();
    }

    @Test
    void aLiveSessionHasLiveMode() {
        assertThat(sessionFrom(Fixtures.session().put("livemode", true)).map(CheckoutSession::mode))
                .contains(PaymentMode.LIVE);
    }

    @Test
    void currencyAndAmountAreReadUnchanged() {
        var session = Fixtures.session().put("currency", "jpy").put("amount_total", 0);
        assertThat(sessionFrom(session).map(CheckoutSession::charge)).contains(new Charge("jpy", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "tierup_stage, ' '",
        "tierup_account, ''",
        "tierup_account, Acme & Sons",
        "tierup_top_up, 01jdhxk3m5q7r9tv",
        "tierup_top_up, top_01JDHXK3M5Q7R9TV",
        "tierup_top_up, top_short",
        "tierup_stage,",
        "tierup_account,",
        "tierup_top_up,",
    })
    void aSessionWithoutAllOfOurMetadataIsNotOurs(String name, String value) {
        var session = Fixtures.session();
        session.withObject("/metadata").put(name, value);
        assertThat(sessionFrom(session).orElseThrow().reference()).isNull();
        session.withObject("/metadata").remove(name);
        assertThat(sessionFrom(session).orElseThrow().reference()).isNull();
        assertThat(sessionFrom(session.putNull("metadata")).orElseThrow().reference())
                .isNull();
    }

    @Test
    void foreignSessionsThatTakeNoPaymentAreIgnored() {
        assertThat(sessionFrom(Fixtures.session().put("mode", "setup"))).isEmpty();
        assertThat(sessionFrom(Fixtures.session().put("mode", "subscription"))).isEmpty();
        var withoutAmount = Fixtures.session();
        withoutAmount
                .putNull("amount_total")
                .putNull("currency")
                .withObject("/metadata")
                .remove("tierup_stage");
        assertThat(sessionFrom(withoutAmount)).isEmpty();
    }

    @Test
    void anUnknownSessionIsEmpty() {
        stripe.answers(404, Fixtures.error("resource_missing"));
        assertThat(payments.session(ID)).isEmpty();
    }

    @Test
    void aNotFoundThatIsNotAboutAResourceIsAnError() {
        stripe.answers(404, Fixtures.error("url_invalid"));
        assertUnavailable();
        stripe.answers(404, "<html>Not Found</html>");
        assertUnavailable();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs_test_a/../../refunds", "cs_test_a?expand[]=x", "cs test", "cs_ä", ".", "%2e", "cs_a\n"})
    void anInvalidIdIsNeverSent(String id) {
        assertThat(payments.session(new SessionId(id))).isEmpty();
        assertThat(payments.sessionOf(new PaymentId(id))).isEmpty();
        stripe.assertNoMoreRequests();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "object",
                "mode",
                "amount_total",
                "currency",
                "livemode",
                "status",
                "payment_status",
                "payment_intent"
            })
    void aSessionWithAMissingOrInvalidFieldIsRejected(String name) {
        var without = Fixtures.session().put("payment_status", "unpaid");
        without.remove(name);
        stripe.answers(without);
        assertUnavailable();
        stripe.answers(without.putNull(name));
        assertUnavailable();
        stripe.answers(without.put(name, 1.5));
        assertUnavailable();
        without.putObject(name).put("id", "?");
        stripe.answers(without);
        assertUnavailable();
    }

    @ParameterizedTest
    @MethodSource
    void anInvalidSessionIsRejected(ObjectNode invalid) {
        stripe.answers(invalid);
        assertUnavailable();
    }

    static Stream<ObjectNode> anInvalidSessionIsRejected() {
        var numberForText = Fixtures.session();
        numberForText.withObject("/metadata").put("tierup_account", 7);
        return Stream.of(
                Fixtures.session().put("id", "cs_test_other"),
                Fixtures.session().put("amount_total", -1),
                Fixtures.session().put("amount_total", 2500.0),
                Fixtures.session().put("amount_total", 1e300),
                Fixtures.session().put("amount_total", 100_000_000_000L),
                Fixtures.session().put("amount_total", Long.MIN_VALUE),
                Fixtures.read(Fixtures.session().toString().replace("2500,\"aut", "99999999999999999999,\"aut")),
                Fixtures.session().put("amount_total", "2500"),
                Fixtures.session().put("payment_intent", "~"),
                Fixtures.session().put("id", ""),
                Fixtures.session().put("object", "payment_intent"),
                Fixtures.session().put("payment_status", "~"),
                Fixtures.session().put("payment_status", "unpaid").put("status", "~"),
                Fixtures.session().put("currency", "USD"),
                Fixtures.session().put("currency", "dollars"),
                Fixtures.session().put("livemode", "false"),
                Fixtures.session().put("metadata", "none"),
                Fixtures.session().put("url", 7),
                Fixtures.session().put("payment_status", "unpaid").put("payment_intent", Fixtures.PAYMENT),
                numberForText);
    }

    @Test
    void theSessionOfAPaymentIsFoundByThePaymentsId() throws InterruptedException {
        stripe.answers(Fixtures.list(false, Fixtures.session()));
        assertThat(payments.sessionOf(PAYMENT).map(CheckoutSession::id)).contains(ID);
        var request = stripe.nextRequest();
        assertThat(request.path()).isEqualTo("/v1/checkout/sessions");
        assertThat(request.query())
                .isEqualTo(Map.of(
                        "payment_intent", List.of(Fixtures.PAYMENT),
                        "expand[]", List.of("data.payment_intent"),
                        "limit", List.of("100")));
    }

    @Test
    void aPaymentMadeWithoutACheckoutHasNoSession() {
        var payment = Fixtures.savedCharge().put("id", PAYMENT.value());
        payment.withObject("/metadata").removeAll();
        stripe.answers(Fixtures.list(false)).answers(payment);
        assertThat(payments.sessionOf(PAYMENT)).isEmpty();
        stripe.answers(400, Fixtures.error("resource_missing")).answers(404, Fixtures.error("resource_missing"));
        assertThat(payments.sessionOf(PAYMENT)).isEmpty();
    }

    @Test
    void theSessionOfAnotherPaymentIsRejected() {
        stripe.answers(Fixtures.list(false, Fixtures.session()));
        assertThatExceptionOfType(PaymentsUnavailable.class)
                .isThrownBy(() -> payments.sessionOf(new PaymentId("pi_3Other")));
    }

    private void assertUnavailable() {
        assertThatExceptionOfType(PaymentsUnavailable.class)
                .isThrownBy(() -> payments.session(ID))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("Stripe ")
                        .doesNotContain(ScriptedStripe.KEY, "ada@", "acme", Fixtures.SESSION, Fixtures.PAYMENT));
    }
}
