package ai.tierup.domain.autotopup;

import static ai.tierup.domain.autotopup.AutoTopUpFixture.ACME;
import static ai.tierup.domain.autotopup.AutoTopUpFixture.OWNER;
import static ai.tierup.domain.autotopup.AutoTopUpFixture.PAGE;
import static ai.tierup.domain.autotopup.AutoTopUpFixture.RULE;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.audit.AuditAction;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.wallet.Freezes;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests when a saved payment method is charged, and what follows. */
class RunAutoTopUpsTest {

    private final AutoTopUpFixture shop = new AutoTopUpFixture();

    @Test
    void aLowBalanceIsToppedUpOnce() {
        shop.ready();

        assertThat(shop.run()).isEqualTo(new RunAutoTopUps.Run(1, 1, 0, 0, 0, true));
        assertThat(shop.run().charged()).isZero();

        assertThat(shop.cash()).isEqualTo(RULE.amount());
        assertThat(shop.orders.newest(ACME, null, 10).getFirst())
                .returns(TopUpOrder.Status.PAID, TopUpOrder::status)
                .returns(RULE.amount(), TopUpOrder::amount)
                .returns(true, TopUpOrder::isAutomatic);
        assertThat(shop.audited())
                .containsExactlyInAnyOrder(
                        AuditAction.AUTO_TOP_UP_CHANGED,
                        AuditAction.TOP_UP_PLACED,
                        AuditAction.PAYMENT_METHOD_SAVED,
                        AuditAction.TOP_UP_PLACED);
    }

    @Test
    void nothingIsChargedAtTheThresholdOrAboveIt() {
        shop.ready();
        shop.changeAutoTopUp.set(OWNER, ACME, new AutoTopUpRule(Money.ofUsd("10"), RULE.amount(), 2, PAGE));
        shop.saveMethod();

        assertThat(shop.cash()).isEqualTo(Money.ofUsd("10"));
        assertThat(shop.run().charged()).isZero();
        assertThat(shop.charges()).isEmpty();
    }

    @Test
    void withoutARuleOrAMethodNothingIsCharged() {
        shop.changeAutoTopUp.set(OWNER, ACME, RULE);
        shop.run();

        shop.changeAutoTopUp.stop(OWNER, ACME);
        shop.saveMethod();
        shop.spendAll();
        shop.run();

        assertThat(shop.charges()).isEmpty();
    }

    @Test
    void noDayHasMoreChargesThanItsMaximum() {
        shop.ready();
        for (var number = 0; number < 4; number++) {
            shop.run();
            shop.spendAll();
        }
        assertThat(shop.charges()).hasSize(2);

        shop.clock.pass(Duration.ofHours(12));
        for (var number = 0; number < 4; number++) {
            shop.run();
            shop.spendAll();
        }
        assertThat(shop.charges()).hasSize(4);
    }

    @Test
    void aClockThatIsBehindTheLastChargeChargesNothing() {
        shop.ready();
        shop.clock.pass(Duration.ofHours(12));
        shop.run();
        shop.spendAll();
        shop.clock.pass(Duration.ofHours(-1));

        shop.run();

        assertThat(shop.charges()).hasSize(1);
    }

    @Test
    void aFrozenWalletIsNotToppedUp() {
        shop.ready();
        shop.ledger.freeze(ACME, Freezes.OPERATOR);

        shop.run();

        assertThat(shop.charges()).isEmpty();
    }

    @Test
    void aPaymentThatTakesDaysIsCreditedWhenItArrivesAndNoOtherStartsMeanwhile() {
        shop.ready();
        shop.provider.answerCharges(Optional.of(Status.PENDING));
        shop.run();
        shop.clock.pass(Duration.ofDays(3));
        shop.run();
        assertThat(shop.charges()).hasSize(1);
        assertThat(shop.cash()).isEqualTo(Money.ZERO);

        shop.provider.advance(shop.charges().getFirst().id(), Status.PAID);

        assertThat(shop.run().charged()).isEqualTo(1);
        assertThat(shop.cash()).isEqualTo(RULE.amount());
        assertThat(shop.progress().running()).isNull();
    }

    @Test
    void afterThreeDeclinesItPausesAndTellsTheCustomerOnce() {
        shop.ready();
        shop.provider.answerCharges(Optional.of(Status.FAILED));

        shop.run();
        shop.run();
        assertThat(shop.charges()).as("an hour lies between two attempts").hasSize(1);
        assertThat(shop.progress().chargedOn(shop.today())).isZero();
        shop.clock.pass(Progress.RETRY_WAIT);
        shop.run();
        shop.deliver();
        assertThat(shop.mails).isEmpty();
        shop.clock.pass(Progress.RETRY_WAIT);
        assertThat(shop.run()).isEqualTo(new RunAutoTopUps.Run(1, 0, 1, 1, 0, true));
        shop.clock.pass(Duration.ofDays(1));
        shop.run();

        shop.deliver();
        assertThat(shop.charges()).hasSize(3);
        assertThat(shop.progress().pausedBy()).isEqualTo(PauseReason.DECLINED);
        assertThat(shop.mails).hasSize(1);
        assertThat(shop.mails.getFirst().text())
                .contains("declined repeatedly", "Nothing was charged", "$25.00", "https://pay.example/cs_");
        assertThat(shop.audited()).contains(AuditAction.AUTO_TOP_UP_PAUSED);
    }

    @Test
    void aMethodThatTheProviderRefusesCountsAsDeclined() {
        shop.ready();
        shop.provider.answerCharges(Optional.empty());

        shop.run();

        assertThat(shop.progress().failures()).isEqualTo(1);
        assertThat(shop.orders.newest(ACME, null, 1).getFirst().status()).isEqualTo(TopUpOrder.Status.FAILED);
    }

    @Test
    void aBankThatWantsAConfirmationPausesAtOnceUntilTheCustomerPaysAtTheCheckoutOfTheMail() {
        shop.ready();
        shop.provider.answerCharges(Optional.of(Status.UNCONFIRMED));
        shop.run();
        shop.clock.pass(Duration.ofDays(1));
        shop.run();
        shop.deliver();

        assertThat(shop.charges()).hasSize(1);
        assertThat(shop.progress().pausedBy()).isEqualTo(PauseReason.AUTHENTICATION_REQUIRED);
        assertThat(shop.mails).hasSize(1);
        var checkout = shop.provider.checkouts().getLast();
        assertThat(shop.mails.getFirst().text())
                .contains("confirm the payment", String.valueOf(checkout.url()))
                .doesNotContain("You asked for this message");

        shop.provider.answerCharges(Optional.of(Status.PAID));
        shop.payAndFulfil(checkout.id());
        assertThat(shop.cash()).isEqualTo(RULE.amount());
        assertThat(shop.progress().pausedBy()).isNull();
        shop.spendAll();
        assertThat(shop.run().charged()).isEqualTo(1);
    }

    @Test
    void overlappingRunsOpenOneCheckoutAndRecordOnePause() {
        shop.ready();
        shop.provider.answerCharges(Optional.of(Status.PENDING));
        shop.run();
        var seen = shop.store.find(ACME);
        shop.provider.advance(shop.charges().getFirst().id(), Status.UNCONFIRMED);
        var before = shop.provider.checkouts().size();

        assertThat(shop.advanceAutoTopUp.advance(seen)).isEqualTo(AdvanceAutoTopUp.Step.PAUSED);
        assertThat(shop.advanceAutoTopUp.advance(seen)).isEqualTo(AdvanceAutoTopUp.Step.NOTHING);

        assertThat(shop.provider.checkouts()).hasSize(before + 1);
        assertThat(shop.audited()).containsOnlyOnce(AuditAction.AUTO_TOP_UP_PAUSED);
    }

    @Test
    void aRunThatIsOvertakenRecordsNoTopUp() {
        shop.ready();
        var seen = shop.store.find(ACME);
        shop.run();
        shop.spendAll();

        assertThat(shop.advanceAutoTopUp.advance(seen)).isEqualTo(AdvanceAutoTopUp.Step.NOTHING);

        assertThat(shop.audited())
                .filteredOn(AuditAction.TOP_UP_PLACED::equals)
                .hasSameSizeAs(shop.orders.newest(ACME, null, 10));
    }

    @Test
    void aChangedRuleGoesOnAfterAPause() {
        shop.ready();
        shop.provider.answerCharges(Optional.of(Status.UNCONFIRMED));
        shop.run();

        shop.changeAutoTopUp.set(OWNER, ACME, RULE);

        assertThat(shop.progress().pausedBy()).isNull();
        assertThat(shop.progress().failures()).isZero();
    }

    @Test
    void anOutageOfTheProviderIsNoDecline() {
        shop.ready();
        shop.provider.goDown();
        assertThat(shop.run()).isEqualTo(new RunAutoTopUps.Run(1, 0, 0, 0, 1, true));
        assertThat(shop.alarms).containsExactly(Alarm.PAYMENTS_UNAVAILABLE);

        shop.provider.comeBack();

        assertThat(shop.run().charged()).isEqualTo(1);
        assertThat(shop.charges()).hasSize(1);
        assertThat(shop.progress().failures()).isZero();
    }

    @Test
    void aChargeThatNobodyKnowsOfIsFoundAfterTheProviderForgotItsKey() {
        shop.ready();
        shop.clock.pass(Duration.ofHours(1));
        shop.interruptAfterTheCharge();
        shop.provider.forgetKeys();
        shop.clock.pass(Duration.ofDays(2));

        shop.run();

        assertThat(shop.charges()).hasSize(1);
        assertThat(shop.cash()).isEqualTo(RULE.amount());
    }

    @Test
    void anOrderThatWasNeverChargedIsGivenUpAfterADayWithoutAFailure() {
        shop.ready();
        shop.provider.goDown();
        shop.run();
        shop.provider.comeBack();
        shop.clock.pass(Duration.ofDays(2));

        shop.run();
        assertThat(shop.charges()).isEmpty();
        assertThat(shop.progress().failures()).isZero();
        assertThat(shop.orders.newest(ACME, null, 1).getFirst().status()).isEqualTo(TopUpOrder.Status.EXPIRED);

        shop.run();
        assertThat(shop.charges()).hasSize(1);
    }
}
