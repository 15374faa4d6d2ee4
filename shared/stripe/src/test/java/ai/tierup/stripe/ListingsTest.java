package ai.tierup.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.PaymentProvider.Listing;
import ai.tierup.domain.payment.PaymentsUnavailable;
import ai.tierup.domain.payment.SessionId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListingsTest extends StripeTestBase {

    private static final Instant SINCE = Instant.ofEpochSecond(1795500000, 999_999_999);
    private static final List<String> CREATED = List.of("1795500000");
    private static final List<String> LIMIT = List.of("100");

    @Test
    void onlyUndeliveredEventsOfRelevantTypesAreRequested() throws InterruptedException {
        stripe.answers(Fixtures.list(
                true,
                Fixtures.event("checkout.session.completed", Fixtures.session()),
                Fixtures.event("charge.refunded", Fixtures.charge()).put("id", "evt_2Told")));
        assertThat(payments.undelivered(SINCE, Optional.of("evt_0")))
                .isEqualTo(new Listing<>(
                        List.of(
                                new Notice.SessionChanged(new SessionId(Fixtures.SESSION)),
                                new Notice.PaymentChanged(new PaymentId(Fixtures.PAYMENT))),
                        Optional.of("evt_2Told")));
        var request = stripe.nextRequest();
        assertThat(request.path()).isEqualTo("/v1/events");
        assertThat(request.query())
                .containsEntry("delivery_success", List.of("false"))
                .containsEntry("created[gte]", CREATED)
                .containsEntry("limit", LIMIT)
                .containsEntry("starting_after", List.of("evt_0"))
                .containsOnlyKeys("delivery_success", "created[gte]", "limit", "starting_after", "types[]");
        assertThat(request.query().get("types[]"))
                .contains("checkout.session.async_payment_failed", "refund.failed", "charge.dispute.funds_reinstated")
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void anUnreadableEventIsReportedAndHidesNoOther() {
        stripe.answers(Fixtures.list(
                true,
                Fixtures.event("checkout.session.completed", Fixtures.read("{}")),
                Fixtures.event("charge.refunded", Fixtures.charge()).put("id", "evt_2Told")));
        var page = payments.undelivered(SINCE, Optional.empty());
        assertThat(page.items()).containsExactly(new Notice.PaymentChanged(new PaymentId(Fixtures.PAYMENT)));
        assertThat(page.unreadable())
                .extracting(Throwable::getMessage)
                .containsExactly("Stripe sent an invalid answer: an unreadable event");
        assertThat(page.next()).contains("evt_2Told");
    }

    @Test
    void anUnreadableListItemHidesNoOther() {
        stripe.answers(
                Fixtures.list(false, Fixtures.session().put("status", "?").put("payment_status", "unpaid")));
        assertThat(payments.sessions(SINCE, Optional.empty()).unreadable()).hasSize(1);
        stripe.answers(Fixtures.list(false, Fixtures.refund().put("payment_intent", "?"), Fixtures.dispute()));
        assertThat(payments.refunded(SINCE, Optional.empty()).unreadable()).hasSize(2);
        var texts = Fixtures.list(false);
        texts.withArray("/data").add("re_1");
        stripe.answers(texts);
        assertThat(payments.refunded(SINCE, Optional.empty()).unreadable()).hasSize(1);
        stripe.answers(Fixtures.list(false, Fixtures.session(), Fixtures.dispute()));
        var disputed = payments.disputed(SINCE, Optional.empty());
        assertThat(disputed.unreadable()).hasSize(1);
        assertThat(disputed.items()).containsExactly(new PaymentId(Fixtures.PAYMENT));
    }

    @Test
    void sessionsAreListedWithTheirPayments() throws InterruptedException {
        stripe.answers(Fixtures.list(true, Fixtures.openedSession().put("id", "cs_test_2"), Fixtures.session()));
        var page = payments.sessions(SINCE, Optional.empty());
        assertThat(page.items())
                .extracting(CheckoutSession::status)
                .containsExactly(CheckoutSession.Status.OPEN, CheckoutSession.Status.PAID);
        assertThat(page.next()).contains(Fixtures.SESSION);
        var request = stripe.nextRequest();
        assertThat(request.path()).isEqualTo("/v1/checkout/sessions");
        assertThat(request.query())
                .isEqualTo(Map.of(
                        "created[gte]",
                        CREATED,
                        "limit",
                        LIMIT,
                        "expand[]",
                        List.of("data.payment_intent"),
                        "status",
                        List.of("complete")));
    }

    @Test
    void aPageOfForeignSessionsIsEmptyAndHasANextPage() {
        stripe.answers(Fixtures.list(true, Fixtures.session().put("mode", "subscription")));
        assertThat(payments.sessions(SINCE, Optional.empty()))
                .isEqualTo(new Listing<>(List.of(), Optional.of(Fixtures.SESSION)));
    }

    @Test
    void refundedPaymentsComeFromTheListOfRefunds() throws InterruptedException {
        stripe.answers(Fixtures.list(
                false, Fixtures.refund().put("payment_intent", "pi_3Other"), Fixtures.refund(), Fixtures.refund()));
        assertThat(payments.refunded(SINCE, Optional.of("re_9")))
                .isEqualTo(new Listing<>(
                        List.of(
                                new PaymentId("pi_3Other"),
                                new PaymentId(Fixtures.PAYMENT),
                                new PaymentId(Fixtures.PAYMENT)),
                        Optional.empty()));
        var request = stripe.nextRequest();
        assertThat(request.path()).isEqualTo("/v1/refunds");
        assertThat(request.query())
                .isEqualTo(Map.of("created[gte]", CREATED, "limit", LIMIT, "starting_after", List.of("re_9")));
    }

    @Test
    void disputedPaymentsComeFromTheListOfDisputes() throws InterruptedException {
        stripe.answers(Fixtures.list(true, Fixtures.dispute()));
        assertThat(payments.disputed(SINCE, Optional.empty()))
                .isEqualTo(new Listing<>(List.of(new PaymentId(Fixtures.PAYMENT)), Optional.of("dp_1Open")));
        var request = stripe.nextRequest();
        assertThat(request.path()).isEqualTo("/v1/disputes");
        assertThat(request.query()).isEqualTo(Map.of("created[gte]", CREATED, "limit", LIMIT));
    }

    @Test
    void aRefundWithoutAPaymentIsIgnored() {
        stripe.answers(Fixtures.list(false, Fixtures.refund().putNull("payment_intent")));
        assertThat(payments.refunded(SINCE, Optional.empty()).items()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void anInvalidListIsAnError(ObjectNode invalid) {
        stripe.answers(invalid);
        assertThatExceptionOfType(PaymentsUnavailable.class)
                .isThrownBy(() -> payments.refunded(SINCE, Optional.empty()));
        stripe.answers(invalid);
        assertThatExceptionOfType(PaymentsUnavailable.class)
                .isThrownBy(() -> payments.disputed(SINCE, Optional.empty()));
    }

    static Stream<ObjectNode> anInvalidListIsAnError() {
        var withoutHasMore = Fixtures.list(false);
        withoutHasMore.remove("has_more");
        return Stream.of(
                Fixtures.refund(),
                withoutHasMore,
                Fixtures.list(true),
                Fixtures.list(false).put("has_more", "no"),
                Fixtures.list(false).put("object", "search_result"),
                Fixtures.list(false).putNull("data"));
    }
}
