package ai.tierup.simulators.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StripeApiTest {

    private StripeFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new StripeFixture();
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private Session reload(Session session) throws StripeException {
        var expanded =
                SessionRetrieveParams.builder().addExpand("payment_intent").build();
        return fixture.client.v1().checkout().sessions().retrieve(session.getId(), expanded);
    }

    @Test
    void aSessionHasNoPaymentUntilTheFirstAttempt() throws Exception {
        var session = fixture.open(2500, "one");

        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getAmountTotal()).isEqualTo(2500);
        assertThat(session.getPaymentIntent()).isNull();
        assertThat(session.getUrl()).startsWith(fixture.stripe.baseUrl().toString());

        fixture.stripe.decline(session.getId());

        assertThat(reload(session).getStatus()).isEqualTo("open");
        assertThat(reload(session).getPaymentIntentObject().getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void aPaidSessionHasAPaymentWithTheOrdersMetadata() throws Exception {
        var session = fixture.open(2500, "one");

        fixture.stripe.pay(session.getId());

        var paid = reload(session);
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getUrl()).isNull();
        assertThat(paid.getPaymentIntentObject().getStatus()).isEqualTo("succeeded");
        assertThat(paid.getPaymentIntentObject().getMetadata()).containsEntry("tierup_top_up", "top_one");
    }

    @Test
    void aBankPaymentIsProcessingUntilItArrivesOrFails() throws Exception {
        var first = fixture.open(2500, "one");
        var second = fixture.open(2500, "two");
        fixture.stripe.payLater(first.getId());
        fixture.stripe.payLater(second.getId());

        assertThat(reload(first).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(reload(first).getPaymentIntentObject().getStatus()).isEqualTo("processing");

        fixture.stripe.settle(first.getId(), true);
        fixture.stripe.settle(second.getId(), false);

        assertThat(reload(first).getPaymentStatus()).isEqualTo("paid");
        assertThat(reload(second).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(reload(second).getPaymentIntentObject().getStatus()).isEqualTo("requires_payment_method");
        assertThat(fixture.stripe.settle(first.getId(), true).isDone()).isFalse();
    }

    @Test
    void listsAreNewestFirstAndPagedToTheEnd() throws Exception {
        var opened = new ArrayList<String>();
        for (var session = 0; session < 7; session++) {
            opened.addFirst(fixture.open(500, "key-" + session).getId());
        }

        var query = SessionListParams.builder().setLimit(3L).build();
        var listed = new ArrayList<String>();
        for (var session : fixture.client.v1().checkout().sessions().list(query).autoPagingIterable()) {
            listed.add(session.getId());
        }

        assertThat(listed).isEqualTo(opened);
    }

    @Test
    void theSameIdempotencyKeyOpensOneSession() throws Exception {
        var first = fixture.open(2500, "one");

        assertThat(fixture.open(2500, "one").getId()).isEqualTo(first.getId());
        assertThat(fixture.stripe.sessions()).hasSize(1);
        assertThat(catchThrowableOfType(IdempotencyException.class, () -> fixture.open(2600, "one"))
                        .getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void aFailedRefundIsRemovedFromTheCharge() throws Exception {
        var session = fixture.open(2500, "one");
        fixture.stripe.pay(session.getId());
        var payment = reload(session).getPaymentIntent();

        var refund = fixture.client
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(payment)
                        .setAmount(1000L)
                        .build());
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(refundedCents(refund.getCharge())).isEqualTo(1000);

        fixture.stripe.failRefund(refund.getId());
        assertThat(refundedCents(refund.getCharge())).isZero();
        var listed = fixture.client
                .v1()
                .refunds()
                .list(RefundListParams.builder().setPaymentIntent(payment).build());
        assertThat(listed.getData())
                .singleElement()
                .satisfies(only -> assertThat(only.getStatus()).isEqualTo("failed"));
    }

    private long refundedCents(String charge) throws StripeException {
        return fixture.client.v1().charges().retrieve(charge).getAmountRefunded();
    }

    @Test
    void aRefundCannotExceedThePayment() throws Exception {
        fixture.stripe.pay(fixture.open(2500, "one").getId());

        assertThat(fixture.stripe.refund("last", OptionalLong.of(2501)).isDone())
                .isFalse();
        assertThat(fixture.stripe.refund("last", OptionalLong.empty()).isDone()).isTrue();
        assertThat(fixture.stripe.refund("last", OptionalLong.of(1)).isDone()).isFalse();
    }

    @Test
    void aWonDisputeReturnsTheMoney() throws Exception {
        fixture.stripe.pay(fixture.open(2500, "one").getId());
        fixture.stripe.dispute("last", OptionalLong.empty());
        fixture.stripe.closeDispute("last", true);

        var dispute = fixture.client.v1().disputes().list().getData().getFirst();
        assertThat(dispute.getStatus()).isEqualTo("won");
        assertThat(dispute.getBalanceTransactions())
                .extracting(transaction -> transaction.getAmount(), transaction -> transaction.getFee())
                .containsExactly(tuple(-2500L, 1500L), tuple(2500L, 0L));
    }

    @Test
    void undeliveredEventsAreListed() throws Exception {
        fixture.stripe.lose(true);
        fixture.stripe.pay(fixture.open(2500, "one").getId());

        var query = EventListParams.builder().setDeliverySuccess(false).build();
        assertThat(fixture.client.v1().events().list(query).getData())
                .extracting(event -> event.getType())
                .containsExactly("checkout.session.completed");
    }

    @Test
    void unknownKeysObjectsAndParametersAreRefusedAsByStripe() {
        assertThat(catchThrowableOfType(
                                AuthenticationException.class,
                                () -> fixture.client("sk_test_wrong")
                                        .v1()
                                        .events()
                                        .list())
                        .getStatusCode())
                .isEqualTo(401);
        assertThat(catchThrowableOfType(
                                InvalidRequestException.class,
                                () -> fixture.client.v1().refunds().retrieve("re_none"))
                        .getCode())
                .isEqualTo("resource_missing");
        var unknown = EventListParams.builder().putExtraParam("colour", "red").build();
        assertThat(catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> fixture.client.v1().events().list(unknown)))
                .extracting(InvalidRequestException::getCode, InvalidRequestException::getParam)
                .containsExactly("parameter_unknown", "colour");
    }

    @Test
    void faultsOccurTheConfiguredNumberOfTimes() throws Exception {
        fixture.stripe.fault(1, Fault.SERVER_ERROR, "/v1/checkout");
        assertThat(catchThrowableOfType(ApiException.class, () -> fixture.open(2500, "one"))
                        .getStatusCode())
                .isEqualTo(500);
        assertThat(fixture.stripe.sessions()).isEmpty();

        fixture.stripe.fault(1, Fault.RATE_LIMIT, "/v1/");
        assertThat(catchThrowableOfType(RateLimitException.class, () -> fixture.open(2500, "one"))
                        .getStatusCode())
                .isEqualTo(429);

        for (var late : new Fault[] {Fault.CUT, Fault.RUBBISH}) {
            fixture.stripe.fault(1, late, "/v1/");
            assertThat(catchThrowableOfType(StripeException.class, () -> fixture.open(2500, "one")))
                    .isNotNull();
        }
        var kept = fixture.stripe.sessions().getFirst().path("id").asText();
        assertThat(fixture.open(2500, "one").getId()).isEqualTo(kept);
    }

    @Test
    void aRestartOnTheSameFileKeepsAllObjects(@TempDir Path folder) throws Exception {
        String id;
        try (var before = new StripeFixture(folder.resolve("stripe.json"))) {
            id = before.open(2500, "one").getId();
            before.stripe.payLater(id);
            before.deliveredTypes();
        }

        try (var after = new StripeFixture(folder.resolve("stripe.json"))) {
            assertThat(after.open(2500, "one").getId()).isEqualTo(id);
            assertThat(after.stripe.settle(id, true).isDone()).isTrue();
            assertThat(after.open(2500, "two").getId()).isNotEqualTo(id);
        }
        assertThat(Files.exists(folder.resolve("stripe.json.new"))).isFalse();
    }
}
