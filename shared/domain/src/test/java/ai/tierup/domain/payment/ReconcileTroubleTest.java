package ai.tierup.domain.payment;

import static ai.tierup.domain.payment.PaymentsFixture.AMOUNT;
import static ai.tierup.domain.payment.PaymentsFixture.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.payment.CheckoutSession.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests of runs in which something cannot be checked, or not in time. */
class ReconcileTroubleTest {

    private final PaymentsFixture shop = new PaymentsFixture();

    @Test
    void whileTheProviderIsDownARunIsIncompleteAndReportsNoDifference() {
        shop.fulfilTopUp.fulfil(shop.paid());
        shop.fulfilTopUp.fulfil(shop.paid());
        shop.provider.goDown();

        var found = shop.reconcile();

        assertThat(found.isClean()).isFalse();
        assertThat(found.complete()).isFalse();
        assertThat(found.differences()).isEmpty();
        assertThat(found.failures()).as("five lists and two credits").isEqualTo(7);
        assertThat(shop.alarms).containsOnly(Alarm.PAYMENTS_UNAVAILABLE, Alarm.RECONCILE_INCOMPLETE);

        shop.provider.comeBack();
        assertThat(shop.reconcile().isClean()).isTrue();
    }

    @Test
    void anUnreadableEventIsReportedAndHidesNoOther() {
        var session = shop.paid();
        shop.clock.pass(Duration.ofDays(9));
        for (var event = 0; event < 3; event++) {
            shop.provider.addUndelivered(new Notice.Irrelevant());
        }
        shop.provider.addUndelivered(new Notice.SessionChanged(session));
        shop.provider.addUnreadableEvent();

        var found = shop.reconcile();

        assertThat(found).isEqualTo(new Reconciliation(4, 1, 1, AMOUNT, AMOUNT, List.of(), 2, false));
        assertThat(shop.alarms)
                .containsExactly(Alarm.PAYMENTS_UNAVAILABLE, Alarm.PAYMENTS_UNAVAILABLE, Alarm.RECONCILE_INCOMPLETE);
    }

    @Test
    void aPaymentThatCannotBeBookedDoesNotStopTheOthers() {
        var lost = shop.placeTopUp.place(
                PaymentsFixture.CUSTOMER, new AccountId("without-a-wallet"), AMOUNT, URI.create("https://x"), false);
        shop.provider.advance(sessionOf(lost), Status.PAID);
        shop.paid();

        var found = shop.reconcile();

        assertThat(found.failures()).isEqualTo(1);
        assertThat(found.booked()).isEqualTo(1);
        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
        assertThat(shop.alarms).containsExactly(Alarm.JOB_FAILED, Alarm.RECONCILE_INCOMPLETE);
    }

    @Test
    void aRunOutOfTimeReportsItAndTheNextOneContinues() {
        for (var payments = 0; payments < 5; payments++) {
            shop.paid();
        }
        var asked = new AtomicInteger();
        var listsAndTwoCheckouts = 5 + 2;

        var first = shop.reconcilePayments.run(() -> asked.incrementAndGet() > listsAndTwoCheckouts);

        assertThat(first.complete()).isFalse();
        assertThat(first.booked()).isEqualTo(2);
        assertThat(shop.alarms).containsExactly(Alarm.RECONCILE_INCOMPLETE);
        assertThat(shop.reconcile())
                .extracting(Reconciliation::booked, Reconciliation::complete)
                .containsExactly(3, true);
    }

    @Test
    void aRunWithoutTimeDoesNotCallTheProvider() {
        shop.provider.goDown();

        var found = shop.reconcilePayments.run(() -> true);

        assertThat(found.failures()).isZero();
        assertThat(found.complete()).isFalse();
    }

    @Test
    void aRunThatStopsBetweenTwoWalletsIsContinuedByTheNext() {
        shop.openOthers(5);
        var asked = new AtomicInteger();
        var listsAndThreeWalletsWithTwoCredits = 5 + 3 + 2;

        var first = shop.reconcilePayments.run(() -> asked.incrementAndGet() > listsAndThreeWalletsWithTwoCredits);

        assertThat(first.differences()).hasSize(2);
        assertThat(first.complete()).isFalse();
        assertThat(shop.alarms).containsOnly(Alarm.RECONCILE_DIFFERENCE);
        assertThat(shop.reconcile().differences()).hasSize(4);
        assertThat(shop.reconcile().differences()).hasSize(5);
    }

    @Test
    void aRunThatStopsBetweenTwoEventsCountsThoseItHandled() {
        for (var events = 0; events < 4; events++) {
            shop.provider.addUndelivered(new Notice.Irrelevant());
        }
        var emptyListsAndFirstPage = 2 + 1;

        assertThat(eventsHandledWithin(emptyListsAndFirstPage + 2)).isEqualTo(2);
        assertThat(eventsHandledWithin(emptyListsAndFirstPage + 3)).isEqualTo(3);
    }

    private int eventsHandledWithin(int timeChecks) {
        var asked = new AtomicInteger();
        return shop.reconcilePayments
                .run(() -> asked.incrementAndGet() > timeChecks)
                .events();
    }
}
