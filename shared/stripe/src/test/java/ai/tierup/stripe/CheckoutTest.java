package ai.tierup.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.OrderReference;
import ai.tierup.domain.payment.PaymentMode;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutTest extends StripeTestBase {

    private static final TopUpOrder ORDER = TopUpOrder.placed(
            TopUpId.parsePublic(Fixtures.TOP_UP).orElseThrow(), new AccountId("acme"), Money.ofUsd("25"));
    private static final URI DONE = URI.create("https://tierup.example/done");

    private CheckoutSession checkout() {
        return payments.open(ORDER, "prod", DONE, false);
    }

    @Test
    void theRequestForACheckoutIdentifiesItsOrder() throws InterruptedException {
        stripe.answers(Fixtures.openedSession());
        checkout();
        var request = stripe.nextRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/checkout/sessions");
        assertThat(request.query()).isEmpty();
        assertThat(request.form())
                .isEqualTo(Map.ofEntries(
                        Map.entry("mode", List.of("payment")),
                        Map.entry("client_reference_id", List.of(Fixtures.TOP_UP)),
                        Map.entry("adaptive_pricing[enabled]", List.of("false")),
                        Map.entry("line_items[0][quantity]", List.of("1")),
                        Map.entry("line_items[0][price_data][currency]", List.of("usd")),
                        Map.entry("line_items[0][price_data][unit_amount]", List.of("2500")),
                        Map.entry("line_items[0][price_data][product_data][name]", List.of("TierUp credit")),
                        Map.entry("success_url", List.of(DONE + "?session_id={CHECKOUT_SESSION_ID}")),
                        Map.entry("cancel_url", List.of(DONE.toString())),
                        Map.entry("metadata[tierup_stage]", List.of("prod")),
                        Map.entry("metadata[tierup_account]", List.of("acme")),
                        Map.entry("metadata[tierup_top_up]", List.of(Fixtures.TOP_UP)),
                        Map.entry("payment_intent_data[metadata][tierup_stage]", List.of("prod")),
                        Map.entry("payment_intent_data[metadata][tierup_account]", List.of("acme")),
                        Map.entry("payment_intent_data[metadata][tierup_top_up]", List.of(Fixtures.TOP_UP))));
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + ScriptedStripe.KEY)
                .containsEntry("stripe-version", "2026-07-29.dahlia")
                .containsEntry("idempotency-key", Fixtures.TOP_UP)
                .containsEntry("content-type", "application/x-www-form-urlencoded");
    }

    @Test
    void anOpenedCheckoutHasTheUrlWhereTheCustomerPays() {
        stripe.answers(Fixtures.openedSession());
        assertThat(checkout())
                .isEqualTo(new CheckoutSession(
                        new SessionId(Fixtures.SESSION),
                        CheckoutSession.Status.OPEN,
                        PaymentMode.TEST,
                        new OrderReference("prod", ORDER.account(), ORDER.id()),
                        new Charge("usd", 2500),
                        null,
                        URI.create("https://checkout.stripe.com/c/pay/cs_test_a1B2c3#fid"),
                        null));
    }

    @Test
    void theRetryAfterAServerErrorIsTheSameRequest() throws InterruptedException {
        stripe.answers(500, Fixtures.error("api_error")).answers(Fixtures.openedSession());
        checkout();
        assertSameRequestSentTwice();
    }

    @Test
    void theRetryAfterALostConnectionIsTheSameRequest() throws InterruptedException {
        stripe.closesTheConnection().answers(Fixtures.openedSession());
        checkout();
        assertSameRequestSentTwice();
    }

    @Test
    void theRetryAfterATruncatedAnswerIsTheSameRequest() throws InterruptedException {
        stripe.truncates(Fixtures.openedSession()).answers(Fixtures.openedSession());
        checkout();
        assertSameRequestSentTwice();
    }

    private void assertSameRequestSentTwice() throws InterruptedException {
        var first = stripe.nextRequest();
        assertThat(first.headers()).containsEntry("idempotency-key", Fixtures.TOP_UP);
        assertThat(stripe.nextRequest()).isEqualTo(first);
        stripe.assertNoMoreRequests();
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 302, 400, 401, 402, 403, 404, 409, 422, 429})
    void aRefusedRequestIsNotRetried(int status) throws InterruptedException {
        stripe.answers(status, Fixtures.error("some_code"));
        assertUnavailable();
        stripe.nextRequest();
        stripe.assertNoMoreRequests();
    }

    @Test
    void aSecondServerErrorIsNotRetried() throws InterruptedException {
        stripe.answers(503, "<html>").answers(500, "<html>");
        assertUnavailable();
        stripe.nextRequest();
        stripe.nextRequest();
        stripe.assertNoMoreRequests();
    }

    @Test
    void aMissingResourceIsAnError() {
        stripe.answers(404, Fixtures.error("resource_missing"));
        assertUnavailable();
    }

    @Test
    void aSilentServerTimesOut() throws InterruptedException {
        stripe.staysSilent();
        try (var withTimeout = stripe.payments(Duration.ofMillis(300))) {
            assertThatExceptionOfType(PaymentsUnavailable.class)
                    .isThrownBy(() -> withTimeout.open(ORDER, "prod", DONE, false))
                    .withMessage("Stripe timed out on a new session");
        }
        stripe.awaitDisconnect();
    }

    @ParameterizedTest
    @MethodSource
    void anAnswerAboutAnotherCheckoutIsRejected(ObjectNode other) {
        stripe.answers(other);
        assertUnavailable();
    }

    static Stream<ObjectNode> anAnswerAboutAnotherCheckoutIsRejected() {
        var ofOtherAccount = Fixtures.openedSession();
        ofOtherAccount.withObject("/metadata").put("tierup_account", "other");
        var ofOtherStage = Fixtures.openedSession();
        ofOtherStage.withObject("/metadata").put("tierup_stage", "test");
        var withoutMetadata = Fixtures.openedSession();
        withoutMetadata.remove("metadata");
        return Stream.of(
                ofOtherAccount,
                ofOtherStage,
                withoutMetadata,
                Fixtures.openedSession().put("amount_total", 2501),
                Fixtures.openedSession().put("currency", "eur"),
                Fixtures.openedSession().put("mode", "setup"),
                Fixtures.openedSession().put("object", "payment_intent"),
                Fixtures.openedSession().putNull("url"),
                Fixtures.openedSession().put("url", "javascript:alert(1)"),
                Fixtures.openedSession().put("url", "ftp://checkout.stripe.com/c/pay"),
                Fixtures.openedSession().put("url", "/c/pay"),
                Fixtures.openedSession().put("url", "https://not an address"));
    }

    private void assertUnavailable() {
        assertThatExceptionOfType(PaymentsUnavailable.class)
                .isThrownBy(this::checkout)
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("Stripe ")
                        .doesNotContain(ScriptedStripe.KEY, "ada@", "acme", Fixtures.SESSION, Fixtures.TOP_UP));
    }
}
