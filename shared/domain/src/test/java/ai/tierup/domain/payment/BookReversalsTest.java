package ai.tierup.domain.payment;

import static ai.tierup.domain.payment.PaymentsFixture.AMOUNT;
import static ai.tierup.domain.payment.PaymentsFixture.paymentOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.TestEntries;
import java.util.List;
import org.junit.jupiter.api.Test;

class BookReversalsTest {

    private static final Dispute.Movement WITHDRAWN = new Dispute.Movement("txn_1", new Charge("usd", -2_500));
    private static final Dispute.Movement REINSTATED = new Dispute.Movement("txn_2", new Charge("usd", 2_500));

    private final PaymentsFixture shop = new PaymentsFixture();
    private final PaymentId payment = paymentOf(shop.paid());

    private static Refund refund(String id, long cents, boolean failed) {
        return new Refund(id, new Charge("usd", cents), failed);
    }

    private void book() {
        assertThat(shop.bookReversals.book(payment)).isInstanceOf(Fulfilment.Matched.class);
        shop.bookReversals.book(payment);
    }

    @Test
    void aRefundBeforeItsTopUpBooksTheTopUpFirst() {
        shop.provider.refund(payment, refund("re_1", 1_000, false));

        book();

        assertThat(shop.wallet().cash()).isEqualTo(Money.ofUsd("15"));
        assertThat(shop.wallet().isInDebt()).isFalse();
    }

    @Test
    void eachRefundIsASeparateEntry() {
        shop.provider.refund(payment, refund("re_1", 1_000, false));
        book();
        shop.provider.refund(payment, refund("re_2", 500, false));
        book();

        assertThat(shop.wallet().cash()).isEqualTo(Money.ofUsd("10"));
        assertThat(shop.wallet().credits()).isEqualTo(Money.ofUsd("10"));
    }

    @Test
    void refundsAndDisputesNameTheTopUpThatTheyReverse() {
        shop.provider.refund(payment, refund("re_1", 1_000, true));
        shop.provider.dispute(payment, new Dispute("du_1", false, List.of(WITHDRAWN, REINSTATED)));

        book();

        var id = shop.orders.newest(PaymentsFixture.ACME, null, 1).getFirst().id();
        assertThat(shop.topUpsOfEntries()).containsExactlyInAnyOrder(null, id, id, id, id, id);
    }

    @Test
    void aFailedRefundIsReturnedByASecondEntry() {
        shop.provider.refund(payment, refund("re_1", 1_000, false));
        book();
        shop.provider.refund(payment, refund("re_1", 1_000, true));
        book();

        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
        assertThat(shop.ledger.entries(PaymentsFixture.ACME))
                .extracting(entry -> entry.businessId())
                .contains("refund#re_1", "refund_failed#re_1");
    }

    @Test
    void anOutdatedViewOfAFailedRefundChangesNothing() {
        shop.provider.refund(payment, refund("re_1", 1_000, true));
        book();
        shop.provider.refund(payment, refund("re_1", 1_000, false));
        book();

        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
    }

    @Test
    void aRefundOfSpentMoneyIsADebtThatATopUpEnds() {
        book();
        shop.ledger.book(TestEntries.entry(
                PaymentsFixture.ACME,
                "adj#spent",
                EntryType.ADJUSTMENT,
                Purse.CASH,
                Money.ofUsd("-20"),
                shop.wallet().day()));
        shop.provider.refund(payment, refund("re_1", 2_500, false));
        book();
        assertThat(shop.wallet().isInDebt()).isTrue();

        shop.fulfilTopUp.fulfil(shop.paid());

        assertThat(shop.wallet().cash()).isEqualTo(Money.ofUsd("5"));
        assertThat(shop.wallet().isInDebt()).isFalse();
    }

    @Test
    void anOpenDisputeFreezesTheWalletAndTakesTheMoney() {
        shop.provider.dispute(payment, new Dispute("dp_1", true, List.of(WITHDRAWN)));

        book();

        assertThat(shop.wallet().frozenBy()).containsExactly("dispute#dp_1");
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aWonDisputeGivesTheMoneyBackAndThawsTheWallet() {
        shop.provider.dispute(payment, new Dispute("dp_1", true, List.of(WITHDRAWN)));
        book();
        shop.provider.dispute(payment, new Dispute("dp_1", false, List.of(WITHDRAWN, REINSTATED)));
        book();

        assertThat(shop.wallet().isFrozen()).isFalse();
        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
    }

    @Test
    void theAuditLogHasTheBeginningAndTheEndOfADisputeOnce() {
        shop.provider.dispute(payment, new Dispute("dp_1", true, List.of(WITHDRAWN)));
        book();
        book();
        shop.provider.dispute(payment, new Dispute("dp_1", false, List.of(WITHDRAWN)));
        book();
        book();
        shop.provider.dispute(payment, new Dispute("dp_1", true, List.of(WITHDRAWN)));
        book();

        var topUp = shop.orders
                .newest(PaymentsFixture.ACME, null, 1)
                .getFirst()
                .id()
                .publicName();
        assertThat(shop.log.newest(PaymentsFixture.ACME, null, 10))
                .extracting(AuditEvent::action, AuditEvent::target)
                .containsExactlyInAnyOrder(
                        tuple(AuditAction.TOP_UP_PLACED, topUp),
                        tuple(AuditAction.DISPUTE_OPENED, topUp),
                        tuple(AuditAction.ACCOUNT_FROZEN, "dispute"),
                        tuple(AuditAction.DISPUTE_CLOSED, topUp),
                        tuple(AuditAction.ACCOUNT_THAWED, "dispute"));
    }

    @Test
    void anOutdatedViewOfAnEndedDisputeDoesNotFreezeAgain() {
        shop.provider.dispute(payment, new Dispute("dp_1", false, List.of(WITHDRAWN)));
        book();
        shop.provider.dispute(payment, new Dispute("dp_1", true, List.of(WITHDRAWN)));
        book();

        assertThat(shop.wallet().isFrozen()).isFalse();
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void anOperatorsFreezeOutlivesADispute() {
        shop.ledger.freeze(PaymentsFixture.ACME, "operator");
        shop.provider.dispute(payment, new Dispute("dp_1", true, List.of()));
        book();
        shop.provider.dispute(payment, new Dispute("dp_1", false, List.of()));
        book();

        assertThat(shop.wallet().frozenBy()).containsExactly("operator");
    }

    @Test
    void aRefundInAnotherCurrencyRaisesAnAlarmAndIsNotBooked() {
        shop.provider.refund(payment, new Refund("re_1", new Charge("eur", 1_000), false));

        shop.bookReversals.book(payment);

        assertThat(shop.alarms).containsExactly(Alarm.PAYMENT_UNMATCHED);
        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
    }

    @Test
    void aPaymentThatWasNotMadeInACheckoutIsNotOurs() {
        assertThat(shop.bookReversals.book(new PaymentId("pi_other"))).isEqualTo(new Fulfilment.NotOurs());
    }

    @Test
    void anUnavailableProviderLosesNothing() {
        shop.provider.refund(payment, refund("re_1", 1_000, false));
        shop.provider.goDown();
        assertThatThrownBy(() -> shop.bookReversals.book(payment)).isInstanceOf(PaymentsUnavailable.class);

        shop.provider.comeBack();
        book();

        assertThat(shop.wallet().cash()).isEqualTo(Money.ofUsd("15"));
    }
}
