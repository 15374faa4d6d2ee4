package ai.tierup.domain.payment;

import static ai.tierup.domain.payment.PaymentsFixture.AMOUNT;
import static ai.tierup.domain.payment.PaymentsFixture.paymentOf;
import static ai.tierup.domain.payment.PaymentsFixture.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that differences which remain after booking are reported. */
class ReconcileDifferencesTest {

    private final PaymentsFixture shop = new PaymentsFixture();

    private SessionId paidTooMuch() {
        var session = shop.paid();
        shop.provider.change(session, old -> FakePayments.charging(old, new Charge("usd", 9900)));
        return session;
    }

    @Test
    void aPaymentThatCannotBeCreditedIsADifference() {
        paidTooMuch();

        var found = shop.reconcile();

        assertThat(found.differences()).hasSize(1);
        assertThat(found.isClean()).isFalse();
        assertThat(found.paid()).isEqualTo(Money.ofUsd("99"));
        assertThat(found.credited()).isEqualTo(Money.ZERO);
        assertThat(shop.alarms).containsExactly(Alarm.PAYMENT_UNMATCHED, Alarm.RECONCILE_DIFFERENCE);
        assertThat(shop.subjects.getLast()).startsWith("top_");
    }

    @Test
    void anUncreditedPaymentThatWasRefundedIsNoDifference() {
        var session = paidTooMuch();
        shop.provider.refund(paymentOf(session), new Refund("re_1", new Charge("usd", 9900), true));
        assertThat(shop.reconcile().differences()).hasSize(1);

        shop.provider.refund(paymentOf(session), new Refund("re_2", new Charge("usd", 9900), false));
        shop.provider.addUndelivered(new Notice.SessionChanged(session));
        shop.provider.addUndelivered(new Notice.PaymentChanged(paymentOf(session)));
        shop.alarms.clear();

        assertThat(shop.reconcile().isClean()).isTrue();
        assertThat(shop.bookReversals.book(paymentOf(session))).isEqualTo(new Fulfilment.NotOurs());
        assertThat(shop.alarms).isEmpty();
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aCreditOfAnotherAmountThanThePaymentIsADifferenceOnBothSides() {
        var session = shop.paid();
        shop.credit(FulfilTopUp.businessId(session), Money.ofUsd("26"));

        var found = shop.reconcile();

        assertThat(found.differences()).hasSize(2);
        assertThat(found.paid()).isEqualTo(AMOUNT);
        assertThat(found.credited()).isEqualTo(Money.ofUsd("26"));
    }

    @Test
    void aRefundBookedWithAnotherAmountIsOneDifferenceHoweverManyListsHaveIt() {
        var payment = paymentOf(shop.paid());
        shop.provider.refund(payment, new Refund("re_1", new Charge("usd", 500), true));
        shop.provider.dispute(payment, new Dispute("dp_1", false, List.of()));
        shop.provider.addUndelivered(new Notice.PaymentChanged(payment));
        shop.enter("refund#re_1", EntryType.REFUND, Money.ofUsd("-6"));

        var found = shop.reconcile();

        assertThat(found.differences()).hasSize(1);
        assertThat(found.failures()).isZero();
        assertThat(shop.alarms).containsExactly(Alarm.RECONCILE_DIFFERENCE);
        assertThat(shop.subjects).allMatch(subject -> subject.startsWith("top_"));
    }

    @Test
    void aDisputeMovementBookedAsAnotherTypeIsADifference() {
        var payment = paymentOf(shop.paid());
        var withdrawn = new Dispute.Movement("txn_1", new Charge("usd", -2500));
        var reinstated = new Dispute.Movement("txn_2", new Charge("usd", 2500));
        shop.provider.dispute(payment, new Dispute("dp_1", false, List.of(withdrawn, reinstated)));
        shop.enter("dispute#txn_1", EntryType.ADJUSTMENT, Money.ofUsd("-25"));

        assertThat(shop.reconcile().differences())
                .singleElement()
                .satisfies(found -> assertThat(found.correction()).isEmpty());
    }

    @Test
    void aRefundThatCannotBeBookedIsADifference() {
        shop.provider.refund(paymentOf(shop.paid()), new Refund("re_1", new Charge("eur", 500), false));

        assertThat(shop.reconcile().differences()).hasSize(1);
        assertThat(shop.alarms).containsExactly(Alarm.PAYMENT_UNMATCHED, Alarm.RECONCILE_DIFFERENCE);
    }

    @Test
    void aCreditWithoutAPaymentIsADifference() {
        shop.credit("topup#cs_invented", AMOUNT);
        shop.credit("by hand", AMOUNT);

        var found = shop.reconcile();

        assertThat(found.differences()).hasSize(2);
        assertThat(shop.subjects).allMatch(subject -> subject.startsWith("ent_"));
    }

    @Test
    void aDifferenceSaysWhatIsToBeBookedAndIsSettledWhenItIs() {
        var session = paidTooMuch();
        var found = shop.reconcile().differences().getFirst();
        assertThat(found.businessId()).isEqualTo(FulfilTopUp.businessId(session));
        assertThat(found.correction()).contains(Money.ofUsd("99"));

        shop.enter(PaymentDifference.correctionOf(found.businessId()), EntryType.ADJUSTMENT, Money.ofUsd("99"));

        assertThat(shop.reconcile().isClean()).isTrue();
    }

    @Test
    void aCreditWithoutAPaymentIsSettledByTakingItBack() {
        shop.credit("topup#cs_invented", AMOUNT);
        var taken = Money.ZERO.minus(AMOUNT);
        assertThat(shop.reconcile().differences())
                .singleElement()
                .satisfies(found -> assertThat(found.correction()).contains(taken));

        shop.enter(PaymentDifference.correctionOf("topup#cs_invented"), EntryType.ADJUSTMENT, taken);

        assertThat(shop.reconcile().isClean()).isTrue();
    }

    @Test
    void aCreditThatComesAfterItsCorrectionIsADifference() {
        var session = shop.paid();
        shop.enter(PaymentDifference.correctionOf(FulfilTopUp.businessId(session)), EntryType.ADJUSTMENT, AMOUNT);

        var found = shop.reconcile();

        assertThat(found.differences())
                .singleElement()
                .satisfies(twice -> assertThat(twice.correction()).contains(Money.ZERO.minus(AMOUNT)));
    }

    @Test
    void aRefundThatWasBookedWronglyIsSettledByTheRest() {
        var payment = paymentOf(shop.paid());
        shop.provider.refund(payment, new Refund("re_1", new Charge("usd", 500), true));
        shop.enter("refund#re_1", EntryType.REFUND, Money.ofUsd("-6"));
        assertThat(shop.reconcile().differences())
                .singleElement()
                .satisfies(found -> assertThat(found.correction()).contains(Money.ofUsd("1")));

        shop.enter(PaymentDifference.correctionOf("refund#re_1"), EntryType.ADJUSTMENT, Money.ofUsd("1"));

        assertThat(shop.reconcile().isClean()).isTrue();
    }

    @Test
    void aCreditForAnUnpaidCheckoutIsADifference() {
        var session = sessionOf(shop.place());
        shop.credit(FulfilTopUp.businessId(session), AMOUNT);

        assertThat(shop.reconcile().differences()).hasSize(1);
    }

    @Test
    void everyCreditOfEveryAccountIsCheckedUnlessItIsOlderThanTheLists() {
        shop.openOthers(5);
        for (var entry = 0; entry < 120; entry++) {
            shop.credit("topup#cs_invented" + entry, AMOUNT);
        }
        assertThat(shop.reconcile().differences()).hasSize(125);

        shop.clock.pass(Duration.ofDays(9));

        assertThat(shop.reconcile().differences()).isEmpty();
    }

    @Test
    void aCreditWithAnUnknownFormOfBusinessIdIsADifference() {
        var session = shop.paid();
        shop.fulfilTopUp.fulfil(session);
        shop.credit("topup-" + session, AMOUNT);

        assertThat(shop.reconcile().differences()).hasSize(1);
    }
}
