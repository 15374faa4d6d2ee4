package ai.tierup.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.Refund;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReversalsTest extends StripeTestBase {

    private static final PaymentId PAYMENT = new PaymentId(Fixtures.PAYMENT);
    private static final Charge TEN_DOLLARS = new Charge("usd", 1000);

    private List<Refund> refundsFrom(ObjectNode... refunds) {
        stripe.answers(Fixtures.list(false, refunds));
        return payments.refunds(PAYMENT);
    }

    private List<Dispute> disputesFrom(ObjectNode... disputes) {
        stripe.answers(Fixtures.list(false, disputes));
        return payments.disputes(PAYMENT);
    }

    @Test
    void aRefundIsMadeOncePerNumber() throws InterruptedException {
        stripe.answers(Fixtures.refund());
        assertThat(payments.refund(PAYMENT, TEN_DOLLARS, 2)).isEqualTo(new Refund("re_3Back", TEN_DOLLARS, false));
        var request = stripe.nextRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/refunds");
        assertThat(request.form())
                .isEqualTo(Map.of(
                        "payment_intent", List.of(Fixtures.PAYMENT),
                        "amount", List.of("1000"),
                        "reason", List.of("requested_by_customer")));
        assertThat(request.headers()).containsEntry("idempotency-key", "refund-pi_3Paid-2");
    }

    @Test
    void aRefusedRefundIsAnError() {
        stripe.answers(400, Fixtures.error("charge_already_refunded"));
        assertThatExceptionOfType(PaymentsUnavailable.class)
                .isThrownBy(() -> payments.refund(PAYMENT, TEN_DOLLARS, 0))
                .withMessage("Stripe refused a refund: 400 charge_already_refunded");
        stripe.answers(Fixtures.refund().put("payment_intent", "pi_3Other"));
        assertThatExceptionOfType(PaymentsUnavailable.class).isThrownBy(() -> payments.refund(PAYMENT, TEN_DOLLARS, 0));
    }

    @Test
    void refundsOfAPaymentAreReadPageByPage() throws InterruptedException {
        stripe.answers(Fixtures.list(
                true, Fixtures.refund().put("id", "re_3"), Fixtures.refund().put("id", "re_2")));
        stripe.answers(Fixtures.list(false, Fixtures.refund().put("id", "re_1")));
        assertThat(payments.refunds(PAYMENT)).extracting(Refund::id).containsExactly("re_3", "re_2", "re_1");
        var first = stripe.nextRequest();
        assertThat(first.method()).isEqualTo("GET");
        assertThat(first.path()).isEqualTo("/v1/refunds");
        assertThat(first.query())
                .isEqualTo(Map.of("payment_intent", List.of(Fixtures.PAYMENT), "limit", List.of("100")));
        assertThat(stripe.nextRequest().query())
                .isEqualTo(Map.of(
                        "payment_intent", List.of(Fixtures.PAYMENT),
                        "limit", List.of("100"),
                        "starting_after", List.of("re_2")));
        stripe.assertNoMoreRequests();
    }

    @ParameterizedTest
    @CsvSource({
        "succeeded, false",
        "pending, false",
        "requires_action, false",
        "failed, true",
        "canceled, true",
        "a_status_to_come, false",
        ", false"
    })
    void onlyAFailedOrCanceledRefundCountsAsFailed(String status, boolean failed) {
        assertThat(refundsFrom(Fixtures.refund().put("status", status)))
                .containsExactly(new Refund("re_3Back", TEN_DOLLARS, failed));
    }

    @Test
    void aPaymentWithoutReversalsHasNone() {
        assertThat(refundsFrom()).isEmpty();
        assertThat(disputesFrom()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aRefundWithoutAPositiveAmountIsRejected(long amount) {
        assertRefundRejected(Fixtures.refund().put("amount", amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "object", "amount", "currency", "payment_intent"})
    void aRefundWithAMissingOrInvalidFieldIsRejected(String name) {
        var refund = Fixtures.refund();
        refund.remove(name);
        assertRefundRejected(refund);
        assertRefundRejected(refund.putNull(name));
        assertRefundRejected(refund.put(name, 10.0));
        assertRefundRejected(refund.put(name, "~"));
    }

    @Test
    void aRefundOfAnotherPaymentIsRejected() {
        assertRefundRejected(Fixtures.refund().put("payment_intent", "pi_3Other"));
    }

    private void assertRefundRejected(ObjectNode refund) {
        assertThatExceptionOfType(PaymentsUnavailable.class).isThrownBy(() -> refundsFrom(refund));
    }

    @Test
    void thePaymentOfARefundMayBeExpanded() {
        var refund = Fixtures.refund();
        refund.putObject("payment_intent").put("id", Fixtures.PAYMENT).put("object", "payment_intent");
        assertThat(refundsFrom(refund)).hasSize(1);
    }

    @Test
    void anEndlessListIsAnError() {
        for (var page = 0; page < 100; page++) {
            stripe.answers(Fixtures.list(true, Fixtures.refund()));
        }
        assertThatExceptionOfType(PaymentsUnavailable.class).isThrownBy(() -> payments.refunds(PAYMENT));
    }

    @Test
    void anEmptyPageThatPromisesMoreIsAnError() {
        stripe.answers(Fixtures.list(true));
        assertThatExceptionOfType(PaymentsUnavailable.class).isThrownBy(() -> payments.refunds(PAYMENT));
    }

    @Test
    void anUnknownPaymentIsAnErrorAndNotAnEmptyList() {
        stripe.answers(404, Fixtures.error("resource_missing"));
        assertThatExceptionOfType(PaymentsUnavailable.class).isThrownBy(() -> payments.refunds(PAYMENT));
    }

    /** Without the parameter, Stripe lists the refunds of all payments. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "pi 3", "pi_ä"})
    void anInvalidPaymentIdIsNeverSent(String payment) {
        assertThat(payments.refunds(new PaymentId(payment))).isEmpty();
        assertThat(payments.disputes(new PaymentId(payment))).isEmpty();
        stripe.assertNoMoreRequests();
    }

    @Test
    void disputesOfAPaymentAreReadPageByPage() throws InterruptedException {
        stripe.answers(Fixtures.list(true, Fixtures.dispute().put("id", "dp_2")));
        stripe.answers(Fixtures.list(false, Fixtures.dispute().put("id", "dp_1")));
        assertThat(payments.disputes(PAYMENT)).extracting(Dispute::id).containsExactly("dp_2", "dp_1");
        var first = stripe.nextRequest();
        assertThat(first.path()).isEqualTo("/v1/disputes");
        assertThat(first.query())
                .isEqualTo(Map.of("payment_intent", List.of(Fixtures.PAYMENT), "limit", List.of("100")));
        assertThat(stripe.nextRequest().query()).containsEntry("starting_after", List.of("dp_2"));
    }

    @Test
    void aDisputeMovesItsAmountWithoutTheFee() {
        assertThat(disputesFrom(Fixtures.dispute()))
                .containsExactly(new Dispute(
                        "dp_1Open", true, List.of(new Dispute.Movement("txn_1Out", new Charge("usd", -2500)))));
    }

    @ParameterizedTest
    @CsvSource({
        "needs_response, true",
        "under_review, true",
        "warning_needs_response, true",
        "warning_under_review, true",
        "warning_closed, false",
        "won, false",
        "lost, false",
        "prevented, false",
        "a_status_to_come, true"
    })
    void aDisputeIsOpenUnlessItsStatusIsKnownToBeFinal(String status, boolean open) {
        assertThat(disputesFrom(Fixtures.dispute().put("status", status)))
                .extracting(Dispute::open)
                .containsExactly(open);
    }

    @Test
    void aWonDisputeReturnsWhatItTook() {
        var won = Fixtures.dispute().put("status", "won");
        addTransaction(won, "txn_2In", 2500, "usd");
        assertThat(movementsOf(won))
                .containsExactly(
                        new Dispute.Movement("txn_1Out", new Charge("usd", -2500)),
                        new Dispute.Movement("txn_2In", new Charge("usd", 2500)));
    }

    @Test
    void anInquiryMovesNoMoney() {
        var inquiry = Fixtures.dispute().put("status", "warning_needs_response");
        inquiry.withArray("/balance_transactions").removeAll();
        assertThat(movementsOf(inquiry)).isEmpty();
    }

    @Test
    void aTransactionThatMovesOnlyTheFeeIsIgnored() {
        var feeBack = Fixtures.dispute();
        addTransaction(feeBack, "txn_3Fee", 0, "usd");
        assertThat(movementsOf(feeBack)).extracting(Dispute.Movement::id).containsExactly("txn_1Out");
    }

    @Test
    void aMovementInAnotherCurrencyCountsAsTheDisputedAmount() {
        var inEuros = Fixtures.dispute();
        inEuros.withArray("/balance_transactions").removeAll();
        addTransaction(inEuros, "txn_1Out", -2316, "eur");
        addTransaction(inEuros, "txn_2In", 2301, "eur");
        assertThat(movementsOf(inEuros))
                .containsExactly(
                        new Dispute.Movement("txn_1Out", new Charge("usd", -2500)),
                        new Dispute.Movement("txn_2In", new Charge("usd", 2500)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "object", "amount", "currency", "payment_intent", "status", "balance_transactions"})
    void aDisputeWithAMissingOrInvalidFieldIsRejected(String name) {
        var dispute = Fixtures.dispute();
        dispute.remove(name);
        assertDisputeRejected(dispute);
        assertDisputeRejected(dispute.putNull(name));
        assertDisputeRejected(dispute.put(name, 10.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "object", "amount", "currency"})
    void aMovementWithAMissingFieldIsRejected(String name) {
        var dispute = Fixtures.dispute();
        ((ObjectNode) dispute.at("/balance_transactions/0")).putNull(name);
        assertDisputeRejected(dispute);
        dispute.withArray("/balance_transactions").removeAll().add("txn_1Out");
        assertDisputeRejected(dispute);
    }

    @Test
    void aDisputeWithANegativeAmountIsRejected() {
        assertDisputeRejected(Fixtures.dispute().put("amount", -1));
    }

    private void assertDisputeRejected(ObjectNode dispute) {
        assertThatExceptionOfType(PaymentsUnavailable.class).isThrownBy(() -> disputesFrom(dispute));
    }

    private List<Dispute.Movement> movementsOf(ObjectNode dispute) {
        return disputesFrom(dispute).getFirst().movements();
    }

    private static void addTransaction(ObjectNode dispute, String id, long amount, String currency) {
        dispute.withArray("/balance_transactions")
                .addObject()
                .put("id", id)
                .put("object", "balance_transaction")
                .put("amount", amount)
                .put("fee", 1500)
                .put("currency", currency);
    }
}
