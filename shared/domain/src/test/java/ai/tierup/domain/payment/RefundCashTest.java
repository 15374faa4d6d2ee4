package ai.tierup.domain.payment;

import static ai.tierup.domain.payment.PaymentsFixture.ACME;
import static ai.tierup.domain.payment.PaymentsFixture.paymentOf;
import static ai.tierup.domain.payment.PaymentsFixture.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.RefundCash.Made;
import ai.tierup.domain.payment.RefundCash.Refusal;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the refund of what a deleted account has left, from two top-ups of $25. */
class RefundCashTest {

    private static final HoldKey KEY = new HoldKey(RequestId.of(Instant.parse("2026-11-25T11:59:00Z"), 1), 0);
    private static final Hold HOLD = new Hold(
            new Money(500), Money.ZERO, Purse.CASH, TierId.TIER_2, 99, LocalDate.parse("2026-11-25"), Set.of());

    private final PaymentsFixture shop = new PaymentsFixture();
    private final RefundCash refundCash = new RefundCash(shop.provider, shop.orders, shop.bookReversals, shop.ledger);
    private final TopUpOrder older = credited();
    private final TopUpOrder newer = credited();

    private TopUpOrder credited() {
        shop.clock.pass(Duration.ofMinutes(1));
        var order = shop.place();
        shop.provider.advance(sessionOf(order), CheckoutSession.Status.PAID);
        shop.fulfilTopUp.fulfil(sessionOf(order));
        return order;
    }

    private void spend(String usd) {
        shop.enter("adj#spent" + usd, EntryType.ADJUSTMENT, Money.ZERO.minus(Money.ofUsd(usd)));
    }

    private void delete() {
        shop.ledger.freeze(ACME, Freezes.DELETED);
    }

    private List<Refund> refunds(TopUpOrder order) {
        return shop.provider.refunds(paymentOf(sessionOf(order)));
    }

    @Test
    void whatIsLeftIsRefundedTheNewestPaymentFirst() {
        spend("12.345");
        delete();

        var result = refundCash.refund(ACME);

        assertThat(result.made())
                .containsExactly(new Made(newer.id(), Money.ofUsd("25")), new Made(older.id(), Money.ofUsd("12.65")));
        assertThat(result.left()).isEqualTo(Money.ofUsd("0.005"));
        assertThat(shop.wallet().cash()).isEqualTo(Money.ofUsd("0.005"));
        assertThat(refunds(older)).extracting(Refund::charge).containsExactly(new Charge("usd", 1265));
    }

    @Test
    void aSecondCallRefundsNothing() {
        delete();
        refundCash.refund(ACME);

        assertThat(refundCash.refund(ACME)).isEqualTo(new RefundCash.Result(List.of(), Money.ZERO));
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aRefundThatWasMadeButNotBookedIsBookedAndCounts() {
        delete();
        shop.provider.refund(paymentOf(sessionOf(newer)), new Charge("usd", 2500), 0);

        assertThat(refundCash.refund(ACME).made()).containsExactly(new Made(older.id(), Money.ofUsd("25")));
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
        assertThat(refunds(newer)).hasSize(1);
    }

    @Test
    void nothingMoreThanTheRestOfAPaymentIsRefunded() {
        shop.provider.refund(paymentOf(sessionOf(newer)), new Refund("re_1", new Charge("usd", 2000), false));
        shop.bookReversals.book(paymentOf(sessionOf(newer)));
        shop.enter("adj#gift", EntryType.ADJUSTMENT, Money.ofUsd("100"));
        delete();

        var result = refundCash.refund(ACME);

        assertThat(result.made())
                .containsExactly(new Made(newer.id(), Money.ofUsd("5")), new Made(older.id(), Money.ofUsd("25")));
        assertThat(result.left()).isEqualTo(Money.ofUsd("100"));
    }

    @Test
    void aRefundThatFailedIsMadeAgain() {
        spend("25");
        delete();
        refundCash.refund(ACME);
        var failed = refunds(newer).getFirst();
        shop.provider.refund(paymentOf(sessionOf(newer)), new Refund(failed.id(), failed.charge(), true));
        shop.bookReversals.book(paymentOf(sessionOf(newer)));

        assertThat(refundCash.refund(ACME).made()).containsExactly(new Made(newer.id(), Money.ofUsd("25")));
        assertThat(refunds(newer)).hasSize(2);
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aPaymentThatABankHasTakenBackIsLeftOut() {
        delete();
        shop.provider.dispute(
                paymentOf(sessionOf(newer)),
                new Dispute("dp_1", false, List.of(new Dispute.Movement("txn_1", new Charge("usd", -2500)))));

        assertThat(refundCash.refund(ACME).made()).containsExactly(new Made(older.id(), Money.ofUsd("25")));
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aDisputeThatWasWonKeepsNothingBack() {
        delete();
        var taken = new Dispute.Movement("txn_1", new Charge("usd", -2500));
        var returned = new Dispute.Movement("txn_2", new Charge("usd", 2500));
        shop.provider.dispute(paymentOf(sessionOf(newer)), new Dispute("dp_1", false, List.of(taken, returned)));

        assertThat(refundCash.refund(ACME).made()).hasSize(2);
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aDisputeThatIsOpenKeepsItsPaymentBack() {
        delete();
        shop.provider.dispute(paymentOf(sessionOf(newer)), new Dispute("dp_1", true, List.of()));

        assertThat(refundCash.refund(ACME).made()).containsExactly(new Made(older.id(), Money.ofUsd("25")));
    }

    @Test
    void topUpsThatWereNeverPaidAreSkippedHoweverManyThereAre() {
        for (var order = 0; order < 50; order++) {
            shop.clock.pass(Duration.ofMinutes(1));
            shop.place();
        }
        delete();

        assertThat(refundCash.refund(ACME).made()).hasSize(2);
    }

    @Test
    void aRequestThatIsRunningIsChargedFirst() {
        shop.ledger.place(ACME, new Placement(KEY, HOLD, null, 10, Money.ZERO, List.of()));
        delete();

        assertThat(refundCash.refusal(ACME)).contains(Refusal.HAS_OPEN_HOLDS);
    }

    @Test
    void anOutageKeepsTheRestForTheNextCall() {
        delete();
        shop.provider.goDown();
        assertThatThrownBy(() -> refundCash.refund(ACME)).isInstanceOf(PaymentsUnavailable.class);
        shop.provider.comeBack();

        assertThat(refundCash.refund(ACME).made()).hasSize(2);
    }

    @Test
    void onlyADeletedAccountWithoutDisputesIsRefunded() {
        assertThat(refundCash.refusal(new AccountId("nobody"))).contains(Refusal.NO_ACCOUNT);
        assertThat(refundCash.refusal(ACME)).contains(Refusal.NOT_DELETED);
        assertThatIllegalStateException().isThrownBy(() -> refundCash.refund(ACME));

        delete();
        assertThat(refundCash.refusal(ACME)).isEmpty();
        shop.ledger.freeze(ACME, Freezes.dispute("dp_1"));
        assertThat(refundCash.refusal(ACME)).contains(Refusal.IS_DISPUTED);
        assertThat(refunds(newer)).isEmpty();
    }
}
