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

    private Simulated simulated;

    @BeforeEach
    void start() throws Exception {
        simulated = new Simulated();
    }

    @AfterEach
    void end() {
        simulated.close();
    }

    private Session again(Session session) throws StripeException {
        var expanded =
                SessionRetrieveParams.builder().addExpand("payment_intent").build();
        return simulated.client.v1().checkout().sessions().retrieve(session.getId(), expanded);
    }

    @Test
    void anOpenedSessionHasNoPaymentUntilSomebodyTriesToPay() throws Exception {
        var session = simulated.open(2500, "one");

        assertThat(session.getStatus()).isEqualTo("open");
        assertThat(session.getAmountTotal()).isEqualTo(2500);
        assertThat(session.getPaymentIntent()).isNull();
        assertThat(session.getUrl()).startsWith(simulated.stripe.baseUrl().toString());

        simulated.stripe.decline(session.getId());

        assertThat(again(session).getStatus()).isEqualTo("open");
        assertThat(again(session).getPaymentIntentObject().getStatus()).isEqualTo("requires_payment_method");
    }

    @Test
    void aPaidSessionHasAPaymentWithTheOrdersMetadata() throws Exception {
        var session = simulated.open(2500, "one");

        simulated.stripe.pay(session.getId());

        var paid = again(session);
        assertThat(paid.getStatus()).isEqualTo("complete");
        assertThat(paid.getPaymentStatus()).isEqualTo("paid");
        assertThat(paid.getUrl()).isNull();
        assertThat(paid.getPaymentIntentObject().getStatus()).isEqualTo("succeeded");
        assertThat(paid.getPaymentIntentObject().getMetadata()).containsEntry("tierup_top_up", "top_one");
    }

    @Test
    void aPaymentThroughABankIsProcessingUntilItArrivesOrFails() throws Exception {
        var first = simulated.open(2500, "one");
        var second = simulated.open(2500, "two");
        simulated.stripe.payLater(first.getId());
        simulated.stripe.payLater(second.getId());

        assertThat(again(first).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(again(first).getPaymentIntentObject().getStatus()).isEqualTo("processing");

        simulated.stripe.settle(first.getId(), true);
        simulated.stripe.settle(second.getId(), false);

        assertThat(again(first).getPaymentStatus()).isEqualTo("paid");
        assertThat(again(second).getPaymentStatus()).isEqualTo("unpaid");
        assertThat(again(second).getPaymentIntentObject().getStatus()).isEqualTo("requires_payment_method");
        assertThat(simulated.stripe.settle(first.getId(), true).isDone()).isFalse();
    }

    @Test
    void listsAreNewestFirstAndPagedToTheEnd() throws Exception {
        var opened = new ArrayList<String>();
        for (var session = 0; session < 7; session++) {
            opened.addFirst(simulated.open(500, "key-" + session).getId());
        }

        var query = SessionListParams.builder().setLimit(3L).build();
        var listed = new ArrayList<String>();
        for (var session :
                simulated.client.v1().checkout().sessions().list(query).autoPagingIterable()) {
            listed.add(session.getId());
        }

        assertThat(listed).isEqualTo(opened);
    }

    @Test
    void theSameKeyOpensOneSession() throws Exception {
        var first = simulated.open(2500, "one");

        assertThat(simulated.open(2500, "one").getId()).isEqualTo(first.getId());
        assertThat(simulated.stripe.sessions()).hasSize(1);
        assertThat(catchThrowableOfType(IdempotencyException.class, () -> simulated.open(2600, "one"))
                        .getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void aFailedRefundComesOffTheChargeAgain() throws Exception {
        var session = simulated.open(2500, "one");
        simulated.stripe.pay(session.getId());
        var payment = again(session).getPaymentIntent();

        var refund = simulated
                .client
                .v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(payment)
                        .setAmount(1000L)
                        .build());
        assertThat(refund.getStatus()).isEqualTo("succeeded");
        assertThat(refundedCents(refund.getCharge())).isEqualTo(1000);

        simulated.stripe.failRefund(refund.getId());
        assertThat(refundedCents(refund.getCharge())).isZero();
        var listed = simulated
                .client
                .v1()
                .refunds()
                .list(RefundListParams.builder().setPaymentIntent(payment).build());
        assertThat(listed.getData())
                .singleElement()
                .satisfies(only -> assertThat(only.getStatus()).isEqualTo("failed"));
    }

    private long refundedCents(String charge) throws StripeException {
        return simulated.client.v1().charges().retrieve(charge).getAmountRefunded();
    }

    @Test
    void moreThanWasPaidIsNotRefunded() throws Exception {
        simulated.stripe.pay(simulated.open(2500, "one").getId());

        assertThat(simulated.stripe.refund("last", OptionalLong.of(2501)).isDone())
                .isFalse();
        assertThat(simulated.stripe.refund("last", OptionalLong.empty()).isDone())
                .isTrue();
        assertThat(simulated.stripe.refund("last", OptionalLong.of(1)).isDone()).isFalse();
    }

    @Test
    void aDisputeTakesTheMoneyAndBringsItBackWhenWon() throws Exception {
        simulated.stripe.pay(simulated.open(2500, "one").getId());
        simulated.stripe.dispute("last", OptionalLong.empty());
        simulated.stripe.closeDispute("last", true);

        var dispute = simulated.client.v1().disputes().list().getData().getFirst();
        assertThat(dispute.getStatus()).isEqualTo("won");
        assertThat(dispute.getBalanceTransactions())
                .extracting(transaction -> transaction.getAmount(), transaction -> transaction.getFee())
                .containsExactly(tuple(-2500L, 1500L), tuple(2500L, 0L));
    }

    @Test
    void whatWasNotDeliveredIsListed() throws Exception {
        simulated.stripe.lose(true);
        simulated.stripe.pay(simulated.open(2500, "one").getId());

        var query = EventListParams.builder().setDeliverySuccess(false).build();
        assertThat(simulated.client.v1().events().list(query).getData())
                .extracting(event -> event.getType())
                .containsExactly("checkout.session.completed");
    }

    @Test
    void whatIsNotKnownIsRefusedAsStripeRefusesIt() {
        assertThat(catchThrowableOfType(
                                AuthenticationException.class,
                                () -> simulated
                                        .client("sk_test_wrong")
                                        .v1()
                                        .events()
                                        .list())
                        .getStatusCode())
                .isEqualTo(401);
        assertThat(catchThrowableOfType(
                                InvalidRequestException.class,
                                () -> simulated.client.v1().refunds().retrieve("re_none"))
                        .getCode())
                .isEqualTo("resource_missing");
        var unknown = EventListParams.builder().putExtraParam("colour", "red").build();
        assertThat(catchThrowableOfType(
                        InvalidRequestException.class,
                        () -> simulated.client.v1().events().list(unknown)))
                .extracting(InvalidRequestException::getCode, InvalidRequestException::getParam)
                .containsExactly("parameter_unknown", "colour");
    }

    @Test
    void answersGoWrongAsOftenAsAskedFor() throws Exception {
        simulated.stripe.fault(1, Fault.SERVER_ERROR, "/v1/checkout");
        assertThat(catchThrowableOfType(ApiException.class, () -> simulated.open(2500, "one"))
                        .getStatusCode())
                .isEqualTo(500);
        assertThat(simulated.stripe.sessions()).isEmpty();

        simulated.stripe.fault(1, Fault.RATE_LIMIT, "/v1/");
        assertThat(catchThrowableOfType(RateLimitException.class, () -> simulated.open(2500, "one"))
                        .getStatusCode())
                .isEqualTo(429);

        for (var late : new Fault[] {Fault.CUT, Fault.RUBBISH}) {
            simulated.stripe.fault(1, late, "/v1/");
            assertThat(catchThrowableOfType(StripeException.class, () -> simulated.open(2500, "one")))
                    .isNotNull();
        }
        var kept = simulated.stripe.sessions().getFirst().path("id").asText();
        assertThat(simulated.open(2500, "one").getId()).isEqualTo(kept);
    }

    @Test
    void everythingIsThereAfterAStartOnTheSameFile(@TempDir Path folder) throws Exception {
        String id;
        try (var before = new Simulated(folder.resolve("stripe.json"))) {
            id = before.open(2500, "one").getId();
            before.stripe.payLater(id);
            before.heard();
        }

        try (var after = new Simulated(folder.resolve("stripe.json"))) {
            assertThat(after.open(2500, "one").getId()).isEqualTo(id);
            assertThat(after.stripe.settle(id, true).isDone()).isTrue();
            assertThat(after.open(2500, "two").getId()).isNotEqualTo(id);
        }
        assertThat(Files.exists(folder.resolve("stripe.json.new"))).isFalse();
    }
}
