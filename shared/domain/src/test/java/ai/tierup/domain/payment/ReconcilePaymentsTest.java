package ai.tierup.domain.payment;

import static ai.tierup.domain.payment.PaymentsFixture.ACME;
import static ai.tierup.domain.payment.PaymentsFixture.AMOUNT;
import static ai.tierup.domain.payment.PaymentsFixture.paymentOf;
import static ai.tierup.domain.payment.PaymentsFixture.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.wallet.Alarms.Alarm;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReconcilePaymentsTest {

    private final PaymentsFixture shop = new PaymentsFixture();

    private Reconciliation reconcile() {
        return shop.reconcilePayments.run(() -> false);
    }

    private void credit(String businessId, Money amount) {
        enter(businessId, EntryType.TOP_UP, amount);
    }

    private void enter(String businessId, EntryType type, Money amount) {
        shop.bookEntry.book(new BookEntry.Fact(ACME, businessId, type, Purse.CASH, amount));
    }

    @Test
    void paymentsOfWhichNobodyToldUsAreCreditedAndTheNextRunFindsNothingToDo() {
        for (var payments = 0; payments < 5; payments++) {
            shop.paid();
        }
        var all = Money.ofUsd("125");

        assertThat(reconcile()).isEqualTo(new Reconciliation(0, 5, 5, all, all, 0, 0, true));
        assertThat(reconcile()).isEqualTo(new Reconciliation(0, 5, 0, all, all, 0, 0, true));
        assertThat(shop.wallet().cash()).isEqualTo(all);
        assertThat(shop.alarms).isEmpty();
    }

    @Test
    void checkoutsThatCameToNothingCloseTheirOrdersAndOthersWait() {
        var open = shop.place();
        var pending = shop.place();
        var failed = shop.place();
        var expired = shop.place();
        shop.provider.advance(sessionOf(pending), Status.PENDING);
        shop.provider.advance(sessionOf(failed), Status.FAILED);
        shop.provider.advance(sessionOf(expired), Status.EXPIRED);
        shop.provider.lose(new Notice.OfSession(sessionOf(expired)));

        assertThat(reconcile()).isEqualTo(new Reconciliation(1, 0, 0, Money.ZERO, Money.ZERO, 0, 0, true));

        assertThat(List.of(open, pending, failed, expired))
                .extracting(order -> shop.found(order).status())
                .containsExactly(
                        TopUpOrder.Status.PENDING,
                        TopUpOrder.Status.PENDING,
                        TopUpOrder.Status.FAILED,
                        TopUpOrder.Status.EXPIRED);
    }

    @Test
    void refundsAndDisputesOfWhichNobodyToldUsAreBooked() {
        var refunded = shop.paid();
        var disputed = shop.paid();
        shop.provider.refund(paymentOf(refunded), new Refund("re_1", new Charge("usd", 500), false));
        shop.provider.dispute(
                paymentOf(disputed),
                new Dispute("dp_1", true, List.of(new Dispute.Movement("txn_1", new Charge("usd", -2500)))));

        assertThat(reconcile().isClean()).isTrue();

        assertThat(shop.wallet().cash()).isEqualTo(Money.ofUsd("20"));
        assertThat(shop.wallet().frozenBy()).containsExactly("dispute#dp_1");
    }

    @Test
    void eventsThatNobodyTookAreHeardHoweverLongTheMoneyTook() {
        var session = shop.paid();
        shop.clock.pass(Duration.ofDays(9));
        assertThat(reconcile()).isEqualTo(Reconciliation.NOTHING);
        shop.provider.lose(new Notice.OfSession(session));
        shop.provider.lose(new Notice.OfNothing());
        shop.provider.lose(new Notice.OfSession(session));

        assertThat(reconcile()).isEqualTo(new Reconciliation(3, 1, 1, AMOUNT, AMOUNT, 0, 0, true));
        assertThat(reconcile()).isEqualTo(new Reconciliation(3, 1, 0, AMOUNT, AMOUNT, 0, 0, true));
        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
    }

    @Test
    void aPaymentThatIsListedAndToldOfIsCountedOnce() {
        shop.provider.lose(new Notice.OfSession(shop.paid()));

        assertThat(reconcile()).isEqualTo(new Reconciliation(1, 1, 1, AMOUNT, AMOUNT, 0, 0, true));
    }

    @Test
    void aRefundOfWhichNobodyTookTheEventIsBookedHoweverOldItIs() {
        var payment = paymentOf(shop.paid());
        shop.clock.pass(Duration.ofDays(9));
        shop.provider.refund(payment, new Refund("re_1", new Charge("usd", 500), false));
        shop.provider.lose(new Notice.OfPayment(payment));

        assertThat(reconcile().isClean()).isTrue();

        assertThat(shop.wallet().cash()).isEqualTo(Money.ofUsd("20"));
    }

    @Test
    void whatAnotherStageSoldIsPassedOver() {
        var session = shop.paid();
        shop.provider.change(
                session,
                old -> new CheckoutSession(
                        old.id(),
                        old.status(),
                        old.mode(),
                        new OrderReference("another", ACME, TopUpId.of(shop.clock.instant(), 1)),
                        old.charge(),
                        old.payment(),
                        old.url()));

        assertThat(reconcile()).isEqualTo(Reconciliation.NOTHING);
    }

    private SessionId paidTooMuch() {
        var session = shop.paid();
        shop.provider.change(
                session,
                old -> new CheckoutSession(
                        old.id(),
                        old.status(),
                        old.mode(),
                        old.reference(),
                        new Charge("usd", 9900),
                        old.payment(),
                        old.url()));
        return session;
    }

    @Test
    void aPaymentThatCannotBeCreditedIsADifference() {
        paidTooMuch();

        var found = reconcile();

        assertThat(found.differences()).isEqualTo(1);
        assertThat(found.isClean()).isFalse();
        assertThat(found.paid()).isEqualTo(Money.ofUsd("99"));
        assertThat(found.credited()).isEqualTo(Money.ZERO);
        assertThat(shop.alarms).containsExactly(Alarm.PAYMENT_UNMATCHED, Alarm.RECONCILE_DIFFERENCE);
        assertThat(shop.subjects.getLast()).startsWith("top_");
    }

    @Test
    void aPaymentThatCouldNotBeCreditedAndWasGivenBackIsNone() {
        var session = paidTooMuch();
        shop.provider.refund(paymentOf(session), new Refund("re_1", new Charge("usd", 9900), true));
        assertThat(reconcile().differences()).isEqualTo(1);

        shop.provider.refund(paymentOf(session), new Refund("re_2", new Charge("usd", 9900), false));
        shop.provider.lose(new Notice.OfSession(session));
        shop.provider.lose(new Notice.OfPayment(paymentOf(session)));
        shop.alarms.clear();

        assertThat(reconcile().isClean()).isTrue();
        assertThat(shop.bookReversals.book(paymentOf(session))).isEqualTo(new Fulfilment.NotOurs());
        assertThat(shop.alarms).isEmpty();
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aCreditOfAnotherAmountThanThePaymentIsADifferenceOnBothSides() {
        var session = shop.paid();
        credit(FulfilTopUp.businessId(session), Money.ofUsd("26"));

        var found = reconcile();

        assertThat(found.differences()).isEqualTo(2);
        assertThat(found.paid()).isEqualTo(AMOUNT);
        assertThat(found.credited()).isEqualTo(Money.ofUsd("26"));
    }

    @Test
    void aRefundThatWasBookedWithAnotherAmountIsADifferenceOnWhateverListsItIs() {
        var payment = paymentOf(shop.paid());
        shop.provider.refund(payment, new Refund("re_1", new Charge("usd", 500), true));
        shop.provider.dispute(payment, new Dispute("dp_1", false, List.of()));
        shop.provider.lose(new Notice.OfPayment(payment));
        enter("refund#re_1", EntryType.REFUND, Money.ofUsd("-6"));

        var found = reconcile();

        assertThat(found.differences()).isEqualTo(1);
        assertThat(found.failures()).isZero();
        assertThat(shop.alarms).containsExactly(Alarm.RECONCILE_DIFFERENCE);
        assertThat(shop.subjects).allMatch(subject -> subject.startsWith("top_"));
    }

    @Test
    void aMovementOfADisputeThatWasBookedAsSomethingElseIsADifference() {
        var payment = paymentOf(shop.paid());
        var withdrawn = new Dispute.Movement("txn_1", new Charge("usd", -2500));
        var reinstated = new Dispute.Movement("txn_2", new Charge("usd", 2500));
        shop.provider.dispute(payment, new Dispute("dp_1", false, List.of(withdrawn, reinstated)));
        enter("dispute#txn_1", EntryType.ADJUSTMENT, Money.ofUsd("-25"));

        assertThat(reconcile().differences()).isEqualTo(1);
    }

    @Test
    void aRefundThatCannotBeBookedIsADifference() {
        shop.provider.refund(paymentOf(shop.paid()), new Refund("re_1", new Charge("eur", 500), false));

        assertThat(reconcile().differences()).isEqualTo(1);
        assertThat(shop.alarms).containsExactly(Alarm.PAYMENT_UNMATCHED, Alarm.RECONCILE_DIFFERENCE);
    }

    @Test
    void aCreditWithoutAPaymentIsADifference() {
        credit("topup#cs_invented", AMOUNT);
        credit("by hand", AMOUNT);

        var found = reconcile();

        assertThat(found.differences()).isEqualTo(2);
        assertThat(shop.subjects).allMatch(subject -> subject.startsWith("ent_"));
    }

    @Test
    void aCreditOfWhatIsNotPaidYetIsADifference() {
        var session = sessionOf(shop.place());
        credit(FulfilTopUp.businessId(session), AMOUNT);

        assertThat(reconcile().differences()).isEqualTo(1);
    }

    /** Each with a credit that nobody paid. */
    private void openOthers(int accounts) {
        for (var account = 0; account < accounts; account++) {
            var id = new AccountId("other-" + account);
            shop.ledger.open(TestEntries.opening(id, "adj#1", Money.ZERO, LocalDate.parse("2026-11-25")), Money.ZERO);
            shop.bookEntry.book(new BookEntry.Fact(id, "topup#cs_invented", EntryType.TOP_UP, Purse.CASH, AMOUNT));
        }
    }

    @Test
    void everyCreditOfEveryAccountIsLookedAtButNoneThatIsOlderThanTheLists() {
        openOthers(5);
        for (var entry = 0; entry < 120; entry++) {
            credit("topup#cs_invented" + entry, AMOUNT);
        }
        assertThat(reconcile().differences()).isEqualTo(125);

        shop.clock.pass(Duration.ofDays(9));

        assertThat(reconcile().differences()).isZero();
    }

    @Test
    void whileTheProviderIsDownTheRunSaysThatItMissedSomethingAndAccusesNobody() {
        shop.fulfilTopUp.fulfil(shop.paid());
        shop.fulfilTopUp.fulfil(shop.paid());
        shop.provider.goDown();

        var found = reconcile();

        assertThat(found.isClean()).isFalse();
        assertThat(found.complete()).isFalse();
        assertThat(found.differences()).isZero();
        assertThat(found.failures()).as("four lists and two credits").isEqualTo(6);
        assertThat(shop.alarms).containsOnly(Alarm.PAYMENTS_UNAVAILABLE, Alarm.RECONCILE_INCOMPLETE);

        shop.provider.comeBack();
        assertThat(reconcile().isClean()).isTrue();
    }

    @Test
    void anEventThatNobodyCanReadIsToldAndHidesNoOther() {
        var session = shop.paid();
        shop.clock.pass(Duration.ofDays(9));
        for (var event = 0; event < 3; event++) {
            shop.provider.lose(new Notice.OfNothing());
        }
        shop.provider.lose(new Notice.OfSession(session));
        shop.provider.sendNonsense();

        var found = reconcile();

        assertThat(found).isEqualTo(new Reconciliation(4, 1, 1, AMOUNT, AMOUNT, 0, 2, false));
        assertThat(shop.alarms)
                .containsExactly(Alarm.PAYMENTS_UNAVAILABLE, Alarm.PAYMENTS_UNAVAILABLE, Alarm.RECONCILE_INCOMPLETE);
    }

    @Test
    void onePaymentThatCannotBeBookedKeepsNobodyFromTheOthers() {
        var lost = shop.placeTopUp.place(new AccountId("without-a-wallet"), AMOUNT, URI.create("https://x"));
        shop.provider.advance(sessionOf(lost), Status.PAID);
        shop.paid();

        var found = reconcile();

        assertThat(found.failures()).isEqualTo(1);
        assertThat(found.booked()).isEqualTo(1);
        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
        assertThat(shop.alarms).containsExactly(Alarm.JOB_FAILED, Alarm.RECONCILE_INCOMPLETE);
    }

    @Test
    void aRunWhoseTimeIsUpSaysSoAndTheNextOneGoesOn() {
        for (var payments = 0; payments < 5; payments++) {
            shop.paid();
        }
        var asked = new AtomicInteger();
        var listsAndTwoCheckouts = 4 + 2;

        var first = shop.reconcilePayments.run(() -> asked.incrementAndGet() > listsAndTwoCheckouts);

        assertThat(first.complete()).isFalse();
        assertThat(first.booked()).isEqualTo(2);
        assertThat(shop.alarms).containsExactly(Alarm.RECONCILE_INCOMPLETE);
        assertThat(reconcile())
                .extracting(Reconciliation::booked, Reconciliation::complete)
                .containsExactly(3, true);
    }

    @Test
    void aRunThatHasNoTimeAsksNothingOfTheProvider() {
        shop.provider.goDown();

        var found = shop.reconcilePayments.run(() -> true);

        assertThat(found.failures()).isZero();
        assertThat(found.complete()).isFalse();
    }

    @Test
    void aRunWhoseTimeIsUpBetweenTwoWalletsIsFollowedByOneThatLeavesNoneOut() {
        openOthers(5);
        var asked = new AtomicInteger();
        var listsAndThreeWalletsWithTwoCredits = 4 + 3 + 2;

        var first = shop.reconcilePayments.run(() -> asked.incrementAndGet() > listsAndThreeWalletsWithTwoCredits);

        assertThat(first.differences()).isEqualTo(2);
        assertThat(first.complete()).isFalse();
        assertThat(shop.alarms).containsOnly(Alarm.RECONCILE_DIFFERENCE);
        assertThat(reconcile().differences()).isEqualTo(4);
        assertThat(reconcile().differences()).isEqualTo(5);
    }

    @Test
    void aRunThatIsCutShortAmongEventsSaysHowManyItHeard() {
        for (var events = 0; events < 4; events++) {
            shop.provider.lose(new Notice.OfNothing());
        }
        var emptyListsAndFirstPage = 2 + 1;

        assertThat(eventsHeardWithin(emptyListsAndFirstPage + 2)).isEqualTo(2);
        assertThat(eventsHeardWithin(emptyListsAndFirstPage + 3)).isEqualTo(3);
    }

    private int eventsHeardWithin(int looksAtTheClock) {
        var asked = new AtomicInteger();
        return shop.reconcilePayments
                .run(() -> asked.incrementAndGet() > looksAtTheClock)
                .events();
    }

    @Test
    void aCreditUnderANameThatNoFulfilmentGivesIsADifference() {
        var session = shop.paid();
        shop.fulfilTopUp.fulfil(session);
        credit("topup-" + session, AMOUNT);

        assertThat(reconcile().differences()).isEqualTo(1);
    }

    @Test
    void noNumberOfCheckoutsKeepsADisputeFromBeingBooked() {
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
