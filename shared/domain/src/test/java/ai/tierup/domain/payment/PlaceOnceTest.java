package ai.tierup.domain.payment;

import static ai.tierup.domain.payment.PaymentsFixture.ACME;
import static ai.tierup.domain.payment.PaymentsFixture.AMOUNT;
import static ai.tierup.domain.payment.PaymentsFixture.sessionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.audit.AuditEvent;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.money.Money;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Top-ups that are placed under an idempotency key. */
class PlaceOnceTest {

    private final PaymentsFixture shop = new PaymentsFixture();

    private TopUpOrder place(String key) {
        return shop.placeOnce(key, AMOUNT).orElseThrow();
    }

    @Test
    void theSameKeyGivesTheSameTopUpAndCheckoutForADay() {
        var first = place("k");
        shop.clock.pass(Duration.ofHours(24).minusSeconds(1));

        assertThat(place("k")).isEqualTo(first);
        assertThat(place("other").id()).isNotEqualTo(first.id());
        shop.clock.pass(Duration.ofSeconds(1));
        assertThat(place("k").id()).isNotEqualTo(first.id());
        assertThat(shop.provider.checkouts()).hasSize(3);
    }

    @Test
    void theKeyGivesThePresentStateOfItsTopUp() {
        var session = sessionOf(place("k"));
        shop.provider.advance(session, CheckoutSession.Status.PAID);
        shop.fulfilTopUp.fulfil(session);

        assertThat(place("k").status()).isEqualTo(TopUpOrder.Status.PAID);
        assertThat(shop.provider.checkouts()).hasSize(1);
    }

    @Test
    void aTopUpThatHasItsCheckoutIsFoundWithoutTheProvider() {
        var first = place("k");
        shop.provider.goDown();

        assertThat(place("k")).isEqualTo(first);
    }

    @Test
    void theAuditLogHasEachTopUpOnce() {
        var first = place("k");
        place("k");
        var second = shop.place();

        assertThat(shop.log.newest(ACME, null, 10))
                .extracting(AuditEvent::action, AuditEvent::target, AuditEvent::origin)
                .containsExactlyInAnyOrder(
                        tuple(AuditAction.TOP_UP_PLACED, first.id().publicName(), PaymentsFixture.CUSTOMER),
                        tuple(AuditAction.TOP_UP_PLACED, second.id().publicName(), PaymentsFixture.CUSTOMER));
    }

    @Test
    void anAmountThatIsNotAllowedPlacesNothing() {
        assertThatThrownBy(() -> shop.placeOnce("k", Money.ofUsd("4.99"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        shop.placeTopUp.placeFor(ACME, "a charge failed", Money.ofUsd("4.99"), PaymentsFixture.DONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(shop.orders.newest(ACME, null, 10)).isEmpty();
    }

    @Test
    void aKeyThatWasUsedWithAnotherBodyPlacesNothing() {
        place("k");

        assertThat(shop.placeOnce("k", Money.ofUsd("26"))).isEmpty();
        assertThat(shop.orders.newest(ACME, null, 10)).hasSize(1);
    }

    @Test
    void aTopUpWhoseCheckoutDidNotOpenIsOpenedByTheNextCall() {
        shop.provider.goDown();
        assertThatThrownBy(() -> place("k")).isInstanceOf(PaymentsUnavailable.class);
        var pending = shop.orders.newest(ACME, null, 10).getFirst();
        shop.provider.comeBack();

        var opened = place("k");

        assertThat(pending.status()).isEqualTo(TopUpOrder.Status.PENDING);
        assertThat(opened.id()).isEqualTo(pending.id());
        assertThat(opened.checkoutUrl()).isNotNull();
        assertThat(shop.orders.newest(ACME, null, 10)).containsExactly(opened);
    }

    private TopUpOrder placeFor(String cause) {
        return shop.placeTopUp.placeFor(ACME, cause, AMOUNT, PaymentsFixture.DONE);
    }

    @Test
    void aCauseHasOneTopUpOfTheService() {
        var first = placeFor("a charge failed");

        assertThat(placeFor("a charge failed")).isEqualTo(first);
        assertThat(placeFor("another charge failed").id()).isNotEqualTo(first.id());
        assertThat(shop.placeOnce("a charge failed", AMOUNT).orElseThrow().id()).isNotEqualTo(first.id());
        assertThat(shop.log.newest(ACME, null, 10))
                .extracting(AuditEvent::target, AuditEvent::origin)
                .contains(tuple(first.id().publicName(), Origin.SERVICE));
    }

    @Test
    void aTopUpOfTheServiceThatDoesNotOpenIsGivenUpAfterAnHour() {
        shop.provider.goDown();
        assertThatThrownBy(() -> placeFor("a charge failed")).isInstanceOf(PaymentsUnavailable.class);
        var pending = shop.orders.newest(ACME, null, 10).getFirst();
        shop.clock.pass(PlaceTopUp.CAUSE_RETENTION.minusSeconds(1));
        assertThatThrownBy(() -> placeFor("a charge failed")).isInstanceOf(PaymentsUnavailable.class);
        assertThat(shop.orders.newest(ACME, null, 10)).containsExactly(pending);
        shop.clock.pass(Duration.ofSeconds(1));
        shop.provider.comeBack();

        assertThat(placeFor("a charge failed").id()).isNotEqualTo(pending.id());
    }
}
