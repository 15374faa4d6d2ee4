package ai.tierup.moneyproof;

import static ai.tierup.moneyproof.CrashPoints.interruptEverywhere;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.payment.Dispute;
import ai.tierup.domain.payment.Notice;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.Refund;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.moneyproof.CrashPoints.Scenario;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the crash points of top-ups, refunds, disputes and operators' commands. */
@Tag("proof")
class PaymentCrashPointsTest {

    private static final AccountId PAYER = new AccountId("payer");
    private static final Money AMOUNT = Money.ofUsd("25");
    private static final SessionId SESSION = new SessionId("cs_1");
    private static final PaymentId PAYMENT = new PaymentId("pi_cs_1");
    private static final Dispute.Movement WITHDRAWN = new Dispute.Movement("txn_1", new Charge("usd", -2_500));
    private static final Dispute.Movement REINSTATED = new Dispute.Movement("txn_2", new Charge("usd", 2_500));

    @Test
    void aTopUpInterruptedAnywhereMayBePlacedAgain() {
        interruptEverywhere(
                "placing a top-up",
                new Scenario(PaymentCrashPointsTest::opened, PaymentCrashPointsTest::place, (world, process) -> {
                    place(world, process);
                    payAll(world, process);
                }));
    }

    @Test
    void aTopUpInterruptedAnywhereUnderItsKeyOpensOneCheckout() {
        interruptEverywhere(
                "placing a top-up under a key, twice at once",
                new Scenario(PaymentCrashPointsTest::opened, PaymentCrashPointsTest::placeOnce, (world, process) -> {
                            placeOnce(world, process);
                            assertThat(world.payments.checkouts()).hasSize(1);
                            assertThat(process.orders.newest(PAYER, null, 10))
                                    .extracting(TopUpOrder::session)
                                    .containsExactly(SESSION);
                            payAll(world, process);
                        })
                        .againstItself());
    }

    @Test
    void aTopUpPaidBeforeItsCheckoutIsStoredIsCreditedOnce() {
        interruptEverywhere(
                "placing a top-up that is paid meanwhile",
                new Scenario(
                                PaymentCrashPointsTest::opened,
                                PaymentCrashPointsTest::place,
                                PaymentCrashPointsTest::payAll)
                        .against(world -> payAll(world, world.operator)));
    }

    @Test
    void concurrentWebhookAndSuccessPageCreditOnce() {
        interruptEverywhere(
                "fulfilling a top-up, twice at once",
                Scenario.repeated(PaymentCrashPointsTest::paid, PaymentCrashPointsTest::fulfil)
                        .againstItself());
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "EXPIRED"})
    void anUnpaidOrderIsClosedEventually(Status status) {
        interruptEverywhere(
                "closing a top-up that has " + status.name().toLowerCase(Locale.ROOT),
                Scenario.repeated(
                                world -> {
                                    placed(world);
                                    world.payments.advance(SESSION, status);
                                },
                                PaymentCrashPointsTest::fulfil)
                        .againstItself());
    }

    @Test
    void aPaymentThatSucceedsWhileItIsCheckedIsCredited() {
        interruptEverywhere(
                "a top-up that is paid while it is checked",
                Scenario.repeated(
                                world -> {
                                    placed(world);
                                    world.payments.advance(SESSION, Status.PENDING);
                                },
                                PaymentCrashPointsTest::fulfil)
                        .against(world -> {
                            world.payments.advance(SESSION, Status.PAID);
                            world.operator.fulfilTopUp.fulfil(SESSION);
                        }));
    }

    @Test
    void aRefundHandledBeforeItsCreditIsBookedOnce() {
        interruptEverywhere(
                "a refund before its credit",
                Scenario.repeated(
                                world -> {
                                    paid(world);
                                    refund(world, false);
                                },
                                PaymentCrashPointsTest::book)
                        .against(world -> fulfil(world, world.operator)));
    }

    @Test
    void aRefundOfSpentMoneyIsBookedOnce() {
        interruptEverywhere(
                "a refund after its credit, twice at once",
                Scenario.repeated(
                                world -> {
                                    credited(world);
                                    spend(world);
                                    refund(world, false);
                                },
                                PaymentCrashPointsTest::book)
                        .againstItself());
    }

    @Test
    void aFailedRefundIsBookedBothWaysOnce() {
        interruptEverywhere(
                "a refund that failed",
                Scenario.repeated(
                                world -> {
                                    credited(world);
                                    refund(world, false);
                                    book(world, world.operator);
                                    refund(world, true);
                                },
                                PaymentCrashPointsTest::book)
                        .againstItself());
    }

    @Test
    void aRefundThatFailsWhileItIsBookedLeavesNothingTaken() {
        interruptEverywhere(
                "a refund that fails meanwhile",
                Scenario.repeated(
                                world -> {
                                    credited(world);
                                    refund(world, false);
                                },
                                PaymentCrashPointsTest::book)
                        .against(world -> {
                            refund(world, true);
                            book(world, world.operator);
                        }));
    }

    @Test
    void aDisputeFreezesBeforeItTakesMoney() {
        interruptEverywhere(
                "a dispute that opens, twice at once",
                Scenario.repeated(PaymentCrashPointsTest::disputed, PaymentCrashPointsTest::book)
                        .againstItself());
    }

    @Test
    void aWonDisputeGivesTheMoneyBackAndThawsTheWallet() {
        interruptEverywhere(
                "a dispute that is won, twice at once",
                Scenario.repeated(
                                world -> {
                                    disputeBooked(world);
                                    win(world);
                                },
                                PaymentCrashPointsTest::book)
                        .againstItself());
    }

    @Test
    void aLostDisputeThawsTheWallet() {
        interruptEverywhere(
                "a dispute that is lost, twice at once",
                Scenario.repeated(
                                world -> {
                                    disputeBooked(world);
                                    lose(world);
                                },
                                PaymentCrashPointsTest::book)
                        .againstItself());
    }

    @Test
    void aDisputeThatEndedBeforeItIsHandledFreezesNothing() {
        interruptEverywhere(
                "a dispute that ended before it was handled",
                Scenario.repeated(
                        world -> {
                            disputed(world);
                            win(world);
                        },
                        PaymentCrashPointsTest::book));
    }

    @Test
    void aDisputeThatIsWonWhileItsOpeningIsBookedStaysThawed() {
        interruptEverywhere(
                "a dispute that is won while its opening is booked",
                Scenario.repeated(PaymentCrashPointsTest::disputed, PaymentCrashPointsTest::book)
                        .against(world -> {
                            win(world);
                            book(world, world.operator);
                        }));
    }

    @Test
    void anOperatorsFreezeOutlivesTheEndOfADispute() {
        interruptEverywhere(
                "the end of a dispute while the operator freezes",
                Scenario.repeated(
                                world -> {
                                    disputeBooked(world);
                                    lose(world);
                                },
                                PaymentCrashPointsTest::book)
                        .against(world -> world.operatorActions.freeze(world.operator, PAYER)));
    }

    @Test
    void aReconciliationInterruptedAnywhereIsContinuedByTheNext() {
        interruptEverywhere(
                "a reconciliation of payments without events",
                Scenario.repeated(
                        world -> {
                            disputed(world);
                            refund(world, true);
                            place(world, world.operator);
                            place(world, world.operator);
                            world.payments.advance(new SessionId("cs_2"), Status.PAID);
                            world.payments.advance(new SessionId("cs_3"), Status.EXPIRED);
                            world.payments.addUndelivered(new Notice.SessionChanged(new SessionId("cs_2")));
                            world.payments.addUndelivered(new Notice.SessionChanged(new SessionId("cs_3")));
                        },
                        PaymentCrashPointsTest::reconcile));
    }

    @Test
    void aReconciliationConcurrentWithTheWebhookCreditsOnce() {
        interruptEverywhere(
                "a reconciliation concurrent with the webhook",
                Scenario.repeated(PaymentCrashPointsTest::paid, PaymentCrashPointsTest::reconcile)
                        .against(world -> fulfil(world, world.operator)));
    }

    @Test
    void anOperatorsBookingInterruptedAnywhereMayBeRepeated() {
        interruptEverywhere(
                "an adjustment and a grant by hand",
                Scenario.repeated(PaymentCrashPointsTest::credited, (world, process) -> {
                            world.operatorActions.adjust(process, PAYER, Money.ofUsd("-30"), "a mistake");
                            world.operatorActions.grant(process, PAYER, Money.ofUsd("10"), "a gift");
                        })
                        .againstItself());
    }

    @Test
    void anOperatorsFreezeInterruptedAnywhereMayBeRepeated() {
        interruptEverywhere(
                "a freeze by hand while a dispute ends",
                Scenario.repeated(
                                PaymentCrashPointsTest::disputeBooked,
                                (world, process) -> world.operatorActions.freeze(process, PAYER))
                        .against(world -> {
                            win(world);
                            book(world, world.operator);
                        }));
    }

    @Test
    void anOperatorsThawLeavesADisputesFreeze() {
        interruptEverywhere(
                "a thaw by hand while a dispute opens",
                Scenario.repeated(
                                world -> {
                                    disputed(world);
                                    world.operatorActions.freeze(world.operator, PAYER);
                                },
                                (world, process) -> world.operatorActions.thaw(process, PAYER))
                        .against(world -> book(world, world.operator)));
    }

    private static void place(World world, ServiceProcess process) {
        TopUps.place(process, PAYER, AMOUNT);
    }

    private static void placeOnce(World world, ServiceProcess process) {
        var request = IdempotentRequest.of(PAYER, "key", new byte[0]).orElseThrow();
        process.placeTopUp.placeOnce(TopUps.CUSTOMER, request, AMOUNT, TopUps.DONE, false);
    }

    private static void fulfil(World world, ServiceProcess process) {
        process.fulfilTopUp.fulfil(SESSION);
    }

    private static void book(World world, ServiceProcess process) {
        process.bookReversals.book(PAYMENT);
    }

    private static void reconcile(World world, ServiceProcess process) {
        process.reconcilePayments.run(() -> false);
    }

    private static void opened(World world) {
        world.open(PAYER, world.operator, Money.ZERO);
        world.accounts.add(PAYER);
    }

    private static void placed(World world) {
        opened(world);
        place(world, world.operator);
    }

    private static void paid(World world) {
        placed(world);
        world.payments.advance(SESSION, Status.PAID);
    }

    private static void credited(World world) {
        paid(world);
        fulfil(world, world.operator);
    }

    /** Pays every open checkout and fulfils all of them. */
    private static void payAll(World world, ServiceProcess process) {
        for (var session : world.payments.checkouts()) {
            if (session.status() == Status.OPEN) {
                world.payments.advance(session.id(), Status.PAID);
            }
            process.fulfilTopUp.fulfil(session.id());
        }
    }

    private static void spend(World world) {
        var bound = new HoldBound(TestTiers.mapping().tier(TierId.TIER_3), 500, 500);
        var placed = (Placed) world.operator.place(PAYER, bound, List.of());
        var request = world.operator.answer(placed, new KeyId("key_payer"));
        request.generate(900);
        request.settle();
    }

    private static void refund(World world, boolean failed) {
        world.payments.refund(PAYMENT, new Refund("re_1", new Charge("usd", 2_500), failed));
    }

    private static void disputed(World world) {
        credited(world);
        world.payments.dispute(PAYMENT, new Dispute("dp_1", true, List.of(WITHDRAWN)));
    }

    private static void disputeBooked(World world) {
        disputed(world);
        book(world, world.operator);
    }

    private static void win(World world) {
        world.payments.dispute(PAYMENT, new Dispute("dp_1", false, List.of(WITHDRAWN, REINSTATED)));
    }

    private static void lose(World world) {
        world.payments.dispute(PAYMENT, new Dispute("dp_1", false, List.of(WITHDRAWN)));
    }
}
