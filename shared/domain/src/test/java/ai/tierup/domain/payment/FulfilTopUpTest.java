package ai.tierup.domain.payment;

import static ai.tierup.domain.payment.PaymentsFixture.ACME;
import static ai.tierup.domain.payment.PaymentsFixture.AMOUNT;
import static ai.tierup.domain.payment.PaymentsFixture.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.wallet.DayRoll;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FulfilTopUpTest {

    private final PaymentsFixture shop = new PaymentsFixture();

    @Test
    void aTopUpIsPendingUntilItIsPaid() {
        var order = shop.place();

        assertThat(shop.fulfilTopUp.fulfil(sessionOf(order))).isEqualTo(new Fulfilment.Matched(order));
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
        assertThat(order.checkoutUrl()).isEqualTo(URI.create("https://pay.example/cs_1"));
    }

    @Test
    void aPaidTopUpIsCreditedOnceHoweverOftenItIsFulfilled() {
        var session = shop.paid();

        for (var times = 0; times < 10_000; times++) {
            assertThat(shop.fulfilTopUp.fulfil(session)).isInstanceOf(Fulfilment.Matched.class);
        }

        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
        assertThat(shop.wallet().credits()).isEqualTo(AMOUNT);
        assertThat(shop.ledger.entries(ACME)).hasSize(2);
    }

    @Test
    void theCreditNamesItsTopUp() {
        var order = shop.place();
        shop.provider.advance(sessionOf(order), Status.PAID);

        shop.fulfilTopUp.fulfil(sessionOf(order));

        assertThat(shop.topUpsOfEntries()).containsExactlyInAnyOrder(null, order.id());
    }

    @Test
    void aPaidTopUpReleasesTheWholeSignUpCreditOnce() {
        shop.giveSignUpCredit();
        var order = shop.place();
        shop.fulfilTopUp.fulfil(sessionOf(order));
        assertThat(shop.wallet().grant()).isEqualTo(Money.ofUsd("1"));
        shop.provider.advance(sessionOf(order), Status.PAID);

        for (var times = 0; times < 3; times++) {
            shop.fulfilTopUp.fulfil(sessionOf(order));
        }

        assertThat(shop.wallet().grant()).isEqualTo(Money.ofUsd("25"));
        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
    }

    @Test
    void aSignUpCreditThatIsStillHeldBackAfterATopUpIsReleasedByTheNextCall() {
        var session = shop.paid();
        shop.fulfilTopUp.fulfil(session);
        shop.giveSignUpCredit();

        shop.fulfilTopUp.fulfil(session);

        assertThat(shop.wallet().grant()).isEqualTo(Money.ofUsd("25"));
    }

    @Test
    void aSlowPaymentIsCreditedWhenItArrives() {
        var order = shop.place();
        shop.provider.advance(sessionOf(order), Status.PENDING);
        shop.fulfilTopUp.fulfil(sessionOf(order));
        assertThat(shop.found(order).status()).isEqualTo(TopUpOrder.Status.PENDING);

        shop.provider.advance(sessionOf(order), Status.PAID);
        shop.fulfilTopUp.fulfil(sessionOf(order));

        assertThat(shop.found(order).status()).isEqualTo(TopUpOrder.Status.PAID);
        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
    }

    @Test
    void aPaymentThatFailsOrExpiresClosesTheOrder() {
        var failed = shop.place();
        var expired = shop.place();
        shop.provider.advance(sessionOf(failed), Status.FAILED);
        shop.provider.advance(sessionOf(expired), Status.EXPIRED);

        assertThat(shop.fulfilTopUp.fulfil(sessionOf(failed)))
                .isEqualTo(new Fulfilment.Matched(failed.with(TopUpOrder.Status.FAILED)));
        assertThat(shop.fulfilTopUp.fulfil(sessionOf(expired)))
                .isEqualTo(new Fulfilment.Matched(expired.with(TopUpOrder.Status.EXPIRED)));

        assertThat(shop.found(failed).status()).isEqualTo(TopUpOrder.Status.FAILED);
        assertThat(shop.found(expired).status()).isEqualTo(TopUpOrder.Status.EXPIRED);
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aPaidOrderStaysPaidWhateverTheProviderSaysLater() {
        var order = shop.place();
        shop.provider.advance(sessionOf(order), Status.PAID);
        shop.fulfilTopUp.fulfil(sessionOf(order));
        shop.provider.advance(sessionOf(order), Status.FAILED);

        assertThat(shop.fulfilTopUp.fulfil(sessionOf(order))).isEqualTo(new Fulfilment.Matched(shop.found(order)));
        assertThat(shop.found(order).status()).isEqualTo(TopUpOrder.Status.PAID);
    }

    @Test
    void aCheckoutThatSomebodyElseOpenedIsNotOurs() {
        var session = shop.paid();
        shop.provider.change(session, old -> FakePayments.with(old, null));
        assertThat(shop.fulfilTopUp.fulfil(session)).isEqualTo(new Fulfilment.NotOurs());
        assertThat(shop.fulfilTopUp.fulfil(shop.provider.session(session).orElseThrow()))
                .isEqualTo(new Fulfilment.NotOurs());

        var other = shop.paid();
        shop.provider.change(
                other,
                old -> FakePayments.with(
                        old,
                        new OrderReference(
                                "live", ACME, FakePayments.reference(old).topUp())));
        assertThat(shop.fulfilTopUp.fulfil(other)).isEqualTo(new Fulfilment.NotOurs());

        assertThat(shop.fulfilTopUp.fulfil(new SessionId("cs_unknown"))).isEqualTo(new Fulfilment.NotOurs());
        assertThat(shop.alarms).isEmpty();
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aCheckoutThatDoesNotMatchItsOrderCreditsNothingAndRaisesAnAlarm() {
        expectUnmatched(old -> FakePayments.with(
                old,
                new OrderReference(
                        "test",
                        new AccountId("eve"),
                        FakePayments.reference(old).topUp())));
        expectUnmatched(old -> FakePayments.with(old, new OrderReference("test", ACME, TopUpId.of(Instant.EPOCH, 5))));
        expectUnmatched(old -> FakePayments.charging(old, new Charge("usd", 2_501)));
        expectUnmatched(old -> FakePayments.charging(old, new Charge("usd", 2_499)));
        expectUnmatched(old -> FakePayments.charging(old, new Charge("eur", 2_500)));
        expectUnmatched(old -> new CheckoutSession(
                old.id(),
                old.status(),
                PaymentMode.LIVE,
                old.reference(),
                old.charge(),
                old.payment(),
                old.url(),
                null));
    }

    private void expectUnmatched(UnaryOperator<CheckoutSession> change) {
        var session = shop.paid();
        shop.provider.change(session, change);
        shop.alarms.clear();

        assertThat(shop.fulfilTopUp.fulfil(session)).isEqualTo(new Fulfilment.Unmatched());
        assertThat(shop.alarms).containsExactly(Alarm.PAYMENT_UNMATCHED);
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void aSecondCheckoutForAnOrderIsNotCredited() {
        var order = shop.place();
        var other = shop.paid();
        shop.provider.change(other, old -> FakePayments.with(old, new OrderReference("test", ACME, order.id())));

        assertThat(shop.fulfilTopUp.fulfil(other)).isEqualTo(new Fulfilment.Unmatched());
        assertThat(shop.wallet().cash()).isEqualTo(Money.ZERO);
    }

    @Test
    void anUnavailableProviderLosesNothing() {
        var session = shop.paid();
        shop.provider.goDown();
        assertThatThrownBy(() -> shop.fulfilTopUp.fulfil(session)).isInstanceOf(PaymentsUnavailable.class);

        shop.provider.comeBack();
        shop.fulfilTopUp.fulfil(session);

        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
    }

    @Test
    void anOrderForWhichNoCheckoutOpensIsClosed() {
        shop.provider.goDown();

        assertThatThrownBy(shop::place).isInstanceOf(PaymentsUnavailable.class);

        var id = TopUpId.of(shop.clock.instant(), new Random(PaymentsFixture.SEED).nextLong());
        assertThat(shop.orders.find(ACME, id).orElseThrow().status()).isEqualTo(TopUpOrder.Status.FAILED);
        shop.provider.comeBack();
        assertThat(shop.place().status()).isEqualTo(TopUpOrder.Status.PENDING);
    }

    @Test
    void aClockThatIsBehindTheWalletBooksOnTheWalletsDay() {
        var tomorrow = LocalDate.parse("2026-11-26");
        shop.ledger.roll(ACME, DayRoll.of(shop.wallet(), tomorrow), Money.ZERO);

        shop.fulfilTopUp.fulfil(shop.paid());

        assertThat(shop.ledger.entries(ACME)).anyMatch(entry -> entry.day().equals(tomorrow));
        assertThat(shop.wallet().cash()).isEqualTo(AMOUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5.01", "25", "999.99", "1000"})
    void wholeCentsWithinTheBoundsAreAllowed(String dollars) {
        assertThat(PlaceTopUp.isAllowed(Money.ofUsd(dollars))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.99", "1000.01", "25.001", "0", "-25", "25.000000001"})
    void otherAmountsAreRefused(String dollars) {
        var amount = Money.ofUsd(dollars);

        assertThat(PlaceTopUp.isAllowed(amount)).isFalse();
        assertThatThrownBy(() -> shop.placeTopUp.place(
                        PaymentsFixture.CUSTOMER, ACME, amount, URI.create("https://tierup.example"), false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
