package ai.tierup.domain.autotopup;

import static ai.tierup.domain.autotopup.AutoTopUpFixture.ACME;
import static ai.tierup.domain.autotopup.AutoTopUpFixture.OWNER;
import static ai.tierup.domain.autotopup.AutoTopUpFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.payment.TopUpOrder;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests what becomes of charges and methods when the customer has ended automatic top-ups, replaced the method, or deleted the account. */
class EndedAutoTopUpsTest {

    private final AutoTopUpFixture shop = new AutoTopUpFixture();

    @Test
    void anEndedRuleDeletesThePaymentMethodAtTheProvider() {
        shop.ready();
        var method = Objects.requireNonNull(shop.store.find(ACME).method());

        shop.changeAutoTopUp.stop(OWNER, ACME);
        shop.run();

        assertThat(shop.provider.forgotten()).containsExactly(method);
        assertThat(shop.store.find(ACME).method()).isNull();
        assertThat(shop.store.find(ACME).discarded()).isEmpty();
        assertThat(shop.charges()).isEmpty();
    }

    @Test
    void anOrderThatWasNotChargedYetIsNotChargedAfterTheCustomerHasEndedThem() {
        shop.ready();
        shop.provider.goDown();
        shop.run();
        shop.changeAutoTopUp.stop(OWNER, ACME);
        shop.provider.comeBack();

        shop.run();

        assertThat(shop.charges()).isEmpty();
        assertThat(shop.orders.newest(ACME, null, 1).getFirst().status()).isEqualTo(TopUpOrder.Status.EXPIRED);
        shop.run();
        assertThat(shop.provider.forgotten()).hasSize(1);
    }

    @Test
    void anOrderThatWasNotChargedYetIsNotChargedToAMethodThatWasGivenUp() {
        shop.ready();
        shop.provider.goDown();
        shop.run();
        shop.provider.comeBack();
        shop.changeAutoTopUp.stop(OWNER, ACME);
        shop.changeAutoTopUp.set(OWNER, ACME, RULE);
        var saved = shop.saveMethod();
        shop.spendAll();

        shop.run();
        assertThat(shop.charges()).isEmpty();
        shop.run();
        shop.run();

        assertThat(shop.charges()).hasSize(1);
        assertThat(shop.store.find(ACME).method()).isEqualTo(saved);
    }

    @Test
    void aChargeThatWasMadeIsCreditedEvenIfTheCustomerHasEndedThem() {
        shop.ready();
        shop.interruptAfterTheCharge();
        shop.changeAutoTopUp.stop(OWNER, ACME);

        shop.run();

        assertThat(shop.cash()).isEqualTo(RULE.amount());
    }

    @Test
    void aMethodThatWasDeletedIsNotKeptAgainByALateEvent() {
        shop.ready();
        var checkout = shop.provider.checkouts().getFirst().id();
        shop.changeAutoTopUp.stop(OWNER, ACME);

        shop.fulfilTopUp.fulfil(checkout);

        assertThat(shop.store.find(ACME).method()).isNull();
    }

    @Test
    void aNewMethodReplacesTheOldOne() {
        shop.ready();
        var old = Objects.requireNonNull(shop.store.find(ACME).method());
        shop.clock.pass(Duration.ofMinutes(1));

        var saved = shop.saveMethod();
        shop.run();

        assertThat(shop.store.find(ACME).method()).isEqualTo(saved);
        assertThat(shop.provider.forgotten()).containsExactly(old);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNCONFIRMED", "FAILED"})
    void aBankThatRefusesAReplacedMethodDoesNotHoldUpTheNewOne(Status refused) {
        shop.ready();
        shop.provider.answerCharges(Optional.of(Status.PENDING));
        shop.run();
        var charge = shop.charges().getFirst().id();
        shop.provider.answerCharges(Optional.of(Status.PAID));
        shop.saveMethod();
        shop.spendAll();
        shop.provider.advance(charge, refused);

        shop.run();
        assertThat(shop.progress().pausedBy()).isNull();
        assertThat(shop.run().charged()).isEqualTo(1);
    }

    @Test
    void aDeletedAccountIsNeverChargedAndItsMethodIsDeleted() {
        shop.ready();
        var method = Objects.requireNonNull(shop.store.find(ACME).method());
        shop.accounts.close(ACME, shop.clock.instant());

        shop.run();

        assertThat(shop.charges()).isEmpty();
        assertThat(shop.provider.forgotten()).containsExactly(method);
        assertThat(shop.store.find(ACME)).isEqualTo(AutoTopUp.none(ACME));
    }

    @Test
    void anOrderThatWasNotChargedYetIsNotChargedAfterTheAccountIsDeleted() {
        shop.ready();
        shop.provider.goDown();
        shop.run();
        shop.accounts.close(ACME, shop.clock.instant());
        shop.provider.comeBack();

        shop.run();

        assertThat(shop.charges()).isEmpty();
    }

    @Test
    void aDeletedAccountGetsNoCheckout() {
        shop.ready();
        shop.provider.answerCharges(Optional.of(Status.PENDING));
        shop.run();
        shop.accounts.close(ACME, shop.clock.instant());
        var checkouts = shop.provider.checkouts().size();
        shop.provider.advance(shop.charges().getFirst().id(), Status.UNCONFIRMED);

        shop.run();
        shop.run();

        assertThat(shop.provider.checkouts()).hasSize(checkouts);
        assertThat(shop.store.find(ACME)).isEqualTo(AutoTopUp.none(ACME));
    }
}
