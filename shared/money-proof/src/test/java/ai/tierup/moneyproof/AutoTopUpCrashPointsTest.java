package ai.tierup.moneyproof;

import static ai.tierup.moneyproof.CrashPoints.interruptEverywhere;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.Account;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.autotopup.PauseReason;
import ai.tierup.domain.autotopup.Progress;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.payment.FakePayments;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.moneyproof.CrashPoints.Scenario;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the crash points of automatic top-ups: of the charge, its failures, and what the customer changes meanwhile. */
@Tag("proof")
class AutoTopUpCrashPointsTest {

    private static final AccountId PAYER = new AccountId("payer");
    private static final SessionId FIRST_CHECKOUT = new SessionId("cs_1");
    private static final Money THRESHOLD = Money.ofUsd("6");

    @Test
    void aChargeInterruptedAnywhereIsMadeAndCreditedOnce() {
        interruptEverywhere(
                "an automatic top-up, twice at once",
                new Scenario(AutoTopUpCrashPointsTest::ready, AutoTopUpCrashPointsTest::run, (world, process) -> {
                            run(world, process);
                            expectOneCharge(world);
                        })
                        .againstItself());
    }

    @Test
    void aChargeIsFoundAfterTheProviderForgotItsKey() {
        interruptEverywhere(
                "an automatic top-up that is continued days later",
                new Scenario(AutoTopUpCrashPointsTest::ready, AutoTopUpCrashPointsTest::run, (world, process) -> {
                    world.payments.forgetKeys();
                    world.pass(Duration.ofDays(2));
                    run(world, process);
                    run(world, process);
                    expectOneCharge(world);
                }));
    }

    @Test
    void theChargesEventMayComeBeforeItsAnswer() {
        interruptEverywhere(
                "an automatic top-up while its event is handled",
                new Scenario(AutoTopUpCrashPointsTest::ready, AutoTopUpCrashPointsTest::run, (world, process) -> {
                            run(world, process);
                            expectOneCharge(world);
                        })
                        .against(world -> AutoTopUpCheck.charges(world, PAYER)
                                .forEach(charge -> world.operator.fulfilTopUp.fulfil(charge.id()))));
    }

    @Test
    void aChargeThatTakesDaysIsCreditedOnce() {
        interruptEverywhere(
                "an automatic top-up that arrives days later, while its event is handled",
                new Scenario(
                                world -> {
                                    ready(world);
                                    world.payments.answerCharges(Optional.of(Status.PENDING));
                                    run(world, world.operator);
                                    world.payments.advance(charge(world).id(), Status.PAID);
                                },
                                AutoTopUpCrashPointsTest::run,
                                (world, process) -> {
                                    run(world, process);
                                    expectOneCharge(world);
                                })
                        .against(world ->
                                world.operator.fulfilTopUp.fulfil(charge(world).id())));
    }

    @Test
    void theLastDeclineOfARowPausesAndTellsTheCustomerOnce() {
        interruptEverywhere(
                "the third decline, twice at once",
                new Scenario(
                                world -> {
                                    ready(world);
                                    world.payments.answerCharges(Optional.of(Status.FAILED));
                                    for (var failure = 1; failure < Progress.MAX_FAILURES; failure++) {
                                        run(world, world.operator);
                                        world.pass(Duration.ofHours(2));
                                    }
                                },
                                AutoTopUpCrashPointsTest::run,
                                (world, process) -> expectPause(world, process, PauseReason.DECLINED))
                        .againstItself());
    }

    @Test
    void aDemandForTheCustomerPausesAndTellsTheCustomerOnce() {
        interruptEverywhere(
                "a bank that wants the customer, twice at once",
                new Scenario(
                                world -> {
                                    ready(world);
                                    world.payments.answerCharges(Optional.of(Status.UNCONFIRMED));
                                },
                                AutoTopUpCrashPointsTest::run,
                                (world, process) -> expectPause(world, process, PauseReason.AUTHENTICATION_REQUIRED))
                        .againstItself());
    }

    @Test
    void anEndWhileAChargeRunsLosesNoMoney() {
        interruptEverywhere(
                "an automatic top-up while the customer ends them",
                new Scenario(AutoTopUpCrashPointsTest::ready, AutoTopUpCrashPointsTest::run, (world, process) -> {
                            AutoTopUpActions.stop(process, PAYER);
                            run(world, process);
                            run(world, process);
                            expectForgotten(world);
                        })
                        .against(world -> AutoTopUpActions.stop(world.operator, PAYER)));
    }

    @Test
    void aRuleThatChangesWhileAChargeRunsKeepsTheCharge() {
        interruptEverywhere(
                "an automatic top-up while the customer changes the rule",
                new Scenario(AutoTopUpCrashPointsTest::ready, AutoTopUpCrashPointsTest::run, (world, process) -> {
                            run(world, process);
                            expectOneCharge(world);
                        })
                        .against(world -> AutoTopUpActions.set(world.operator, PAYER, THRESHOLD)));
    }

    @Test
    void aMethodIsSavedOnceAndTheOldOneDeleted() {
        interruptEverywhere(
                "a payment that saves another method while a charge runs",
                new Scenario(
                                world -> {
                                    ready(world);
                                    world.pass(Duration.ofMinutes(1));
                                    world.operator.placeTopUp.place(
                                            TopUps.CUSTOMER, PAYER, Money.ofUsd("5"), TopUps.DONE, true);
                                    world.payments.advance(new SessionId("cs_2"), Status.PAID);
                                },
                                (world, process) -> process.fulfilTopUp.fulfil(new SessionId("cs_2")),
                                (world, process) -> {
                                    process.fulfilTopUp.fulfil(new SessionId("cs_2"));
                                    process.fulfilTopUp.fulfil(FIRST_CHECKOUT);
                                    run(world, process);
                                    run(world, process);
                                    assertThat(process.autoTopUps.find(PAYER).method())
                                            .isEqualTo(FakePayments.savedIn(new SessionId("cs_2")));
                                    expectForgotten(world);
                                })
                        .against(world -> run(world, world.operator)));
    }

    @Test
    void aDeletedAccountsMethodIsDeleted() {
        interruptEverywhere(
                "the end of the automatic top-ups of a deleted account, twice at once",
                new Scenario(
                                world -> {
                                    ready(world);
                                    world.operator.accounts.close(PAYER, world.now());
                                },
                                AutoTopUpCrashPointsTest::run,
                                (world, process) -> {
                                    run(world, process);
                                    expectForgotten(world);
                                    assertThat(AutoTopUpCheck.charges(world, PAYER))
                                            .isEmpty();
                                    assertThat(process.autoTopUps.list(null, 10))
                                            .isEmpty();
                                })
                        .againstItself());
    }

    private static void run(World world, ServiceProcess process) {
        process.runAutoTopUps.run(() -> false);
    }

    /** A customer with $5 and a rule and a method to top up by $5 below $6. */
    private static void ready(World world) {
        world.open(PAYER, world.operator, Money.ZERO);
        world.operator.accounts.add(new Account(PAYER, world.now(), null));
        world.accounts.add(PAYER);
        AutoTopUpActions.set(world.operator, PAYER, THRESHOLD);
        world.operator.placeTopUp.place(TopUps.CUSTOMER, PAYER, Money.ofUsd("5"), TopUps.DONE, true);
        world.payments.advance(FIRST_CHECKOUT, Status.PAID);
        world.operator.fulfilTopUp.fulfil(FIRST_CHECKOUT);
    }

    private static CheckoutSession charge(World world) {
        return AutoTopUpCheck.charges(world, PAYER).findFirst().orElseThrow();
    }

    private static void expectOneCharge(World world) {
        assertThat(AutoTopUpCheck.charges(world, PAYER)).hasSize(1);
        assertThat(world.wallet(PAYER).cash()).isEqualTo(Money.ofUsd("10"));
        assertThat(world.operator.autoTopUps.find(PAYER).progress().running()).isNull();
    }

    private static void expectPause(World world, ServiceProcess process, PauseReason reason) {
        run(world, process);
        assertThat(process.autoTopUps.find(PAYER).progress().pausedBy()).isEqualTo(reason);
        assertThat(AutoTopUpCheck.messages(world, PAYER)).isEqualTo(1);
        assertThat(process.orders.newest(PAYER, null, 10))
                .filteredOn(order -> !order.isAutomatic() && order.status() == TopUpOrder.Status.PENDING)
                .as("one checkout, that of the message")
                .singleElement()
                .satisfies(order -> assertThat(order.checkoutUrl()).isNotNull());
    }

    private static void expectForgotten(World world) {
        assertThat(world.payments.forgotten()).contains(FakePayments.savedIn(FIRST_CHECKOUT));
    }
}
