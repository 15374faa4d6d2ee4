package ai.tierup.domain.payment;

import static ai.tierup.domain.payment.PaymentsFixture.ACME;
import static ai.tierup.domain.payment.PaymentsFixture.AMOUNT;
import static ai.tierup.domain.payment.PaymentsFixture.paymentOf;
import static ai.tierup.domain.payment.PaymentsFixture.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests that payments and reversals without events are booked. */
class ReconcilePaymentsTest {

    private final PaymentsFixture shop = new PaymentsFixture();

    @Test
    void aSignUpCreditThatAnInterruptedCallHeldBackIsReleased() {
        var session = shop.paid();
        shop.fulfilTopUp.fulfil(session);
        shop.giveSignUpCredit();

        shop.reconcile();

        assertThat(shop.wallet().grant()).isEqualTo(Money.ofUsd("25"));
    }

    @Test
    void paymentsWithoutEventsAreCreditedAndTheNextRunFindsNothingToDo() {
        for (var payments = 0; payments < 5; payments++) {
            shop.paid();
        }
        var all = Money.ofUsd("125");

        assertThat(shop.reconcile()).isEqualTo(new Reconciliation(0, 5, 5, all, all, List.of(), 0, true));
        assertThat(shop.reconcile()).isEqualTo(new Reconciliation(0, 5, 0, all, all, List.of(), 0, true));
        assertThat(shop.wallet().cash()).isEqualTo(all);
        assertThat(shop.alarms).isEmpty();
    }

    @Test
    void failedAndExpiredCheckoutsCloseTheirOrdersAndOthersWait() {
        var open = shop.place();
        var pending = shop.place();
        var failed = shop.place();
        var expired = shop.place();
        shop.provider.advance(sessionOf(pending), Status.PENDING);
        shop.provider.advance(sessionOf(failed), Status.FAILED);
        shop.provider.advance(sessionOf(expired), Status.EXPIRED);
        shop.provider.addUndelivered(new Notice.SessionChanged(sessionOf(expired)));

        assertThat(shop.reconcile()).isEqualTo(new Reconciliation(1, 0, 0, Money.ZERO, Money.ZERO, List.of(), 0, true));

        assertThat(List.of(open, pending, failed, expired))
                .extracting(order -> shop.found(order).status())
                .containsExactly(
                        TopUpOrder.Status.PENDING,
                        TopUpOrder.Status.PENDING,
                        TopUpOrder.Status.FAILED,
                        TopUpOrder.Status.EXPIRED);
    }

    @Test
    void refundsAndDisputesWithoutEventsAreBooked() {
        var refunded = shop.paid();
        var disputed = shop.paid();
        shop.provider.refund(paymentOf(refunded), new Refund("re_1", new Charge("usd", 500), false));
        shop.provider.dispute(
                paymentOf(disputed),
                new Dispute("dp_1", true, List.of(new Dispute.Movement("txn_1", new Charge("usd", -2500)))));

        assertThat(shop.reconcile().isClean()).isTrue();

        assertThat(shop.wallet().cash()).isEqualTo(Money.ofUsd("20"));
        assertThat(shop.wallet().frozenBy()).containsExactly("dispute#dp_1");
    }

    @Test
    void undeliveredEventsAreHandledHoweverLateTheMoneyArrived() {
        var session = shop.paid();
        shop.clock.pass(Duration.ofDays(9));
        assertThat(shop.reconcile()).isEqualTo(Reconciliation.NOTHING);
        shop.provider.addUndelivered(new Notice.SessionChanged(session));
        shop.provider.addUndelivered(new Notice.Irrelevant());
        shop.provider.addUndelivered(new Notice.SessionChanged(session));

        assertThat(shop.reconcile()).isEqualTo(new Reconciliation(3, 1, 1, AMOUNT, AMOUNT, List.of(), 0, true));
        assertThat(shop.reconcile()).isEqualTo(new Reconciliation(3, 1, 0, AMOUNT, AMOUNT, List.of(), 0, true));
        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
    }

    @Test
    void aPaymentOnTwoListsIsCountedOnce() {
        shop.provider.addUndelivered(new Notice.SessionChanged(shop.paid()));

        assertThat(shop.reconcile()).isEqualTo(new Reconciliation(1, 1, 1, AMOUNT, AMOUNT, List.of(), 0, true));
    }

    @Test
    void aRefundWithAnUndeliveredEventIsBookedHoweverOldItsPaymentIs() {
        var payment = paymentOf(shop.paid());
        shop.clock.pass(Duration.ofDays(9));
        shop.provider.refund(payment, new Refund("re_1", new Charge("usd", 500), false));
        shop.provider.addUndelivered(new Notice.PaymentChanged(payment));

        assertThat(shop.reconcile().isClean()).isTrue();

        assertThat(shop.wallet().cash()).isEqualTo(Money.ofUsd("20"));
    }

    @Test
    void checkoutsOfOtherStagesAreIgnored() {
        var session = shop.paid();
        shop.provider.change(
                session,
                old -> FakePayments.with(
                        old, new OrderReference("another", ACME, TopUpId.of(shop.clock.instant(), 1))));

        assertThat(shop.reconcile()).isEqualTo(Reconciliation.NOTHING);
    }

    @Test
    void manyCheckoutsDoNotKeepADisputeFromBeingBooked() {
        var disputed = shop.paid();
        for (var others = 0; others < 50; others++) {
            shop.paid();
        }
        shop.provider.dispute(paymentOf(disputed), new Dispute("dp_1", true, List.of()));
        var asked = new AtomicInteger();

        shop.reconcilePayments.run(() -> asked.incrementAndGet() > 10);

        assertThat(shop.wallet().frozenBy()).containsExactly("dispute#dp_1");
    }
}
