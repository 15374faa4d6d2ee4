package ai.tierup.moneyproof;

import static ai.tierup.moneyproof.CrashPoints.interruptEverywhere;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.Charge;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.payment.PaymentId;
import ai.tierup.domain.payment.Refund;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.moneyproof.CrashPoints.Scenario;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the crash points of the refund of what a deleted account has left. */
@Tag("proof")
class RefundCrashPointsTest {

    private static final AccountId PAYER = new AccountId("payer");

    @Test
    void whatIsLeftIsRefundedOnce() {
        interruptEverywhere(
                "the refund of a deleted account",
                new Scenario(world -> deletedAfter(2, world), RefundCrashPointsTest::refund, (world, process) -> {
                    refund(world, process);
                    assertThat(world.wallet(PAYER).cash()).isEqualTo(Money.ZERO);
                    assertThat(refunded(world)).isEqualTo(700);
                }));
    }

    @Test
    void twoOperatorsRefundOnce() {
        interruptEverywhere(
                "the refund of a deleted account, twice at once",
                refundOfOneTopUp().againstItself());
    }

    @Test
    void aRefundThatSomebodyElseHasMadeAndNotBookedIsNotMadeAgain() {
        interruptEverywhere(
                "the refund of a deleted account, after a refund that is not booked",
                refundOfOneTopUp()
                        .against(world -> payments(world)
                                .forEach(payment -> world.payments.refund(payment, Charge.of(Money.ofUsd("2")), 0))));
    }

    @Test
    void aRefundThatTheProviderTellsOfMeanwhileCounts() {
        interruptEverywhere(
                "the refund of a deleted account while its events are handled",
                new Scenario(world -> deletedAfter(1, world), RefundCrashPointsTest::refund, (world, process) -> {
                            refund(world, process);
                            assertThat(refunded(world)).isEqualTo(200);
                        })
                        .against(world -> payments(world).forEach(world.operator.bookReversals::book)));
    }

    /** A refund of $2, which must be made once and leave no cash. */
    private static Scenario refundOfOneTopUp() {
        return new Scenario(world -> deletedAfter(1, world), RefundCrashPointsTest::refund, (world, process) -> {
            refund(world, process);
            assertThat(world.wallet(PAYER).cash()).isEqualTo(Money.ZERO);
            assertThat(refunded(world)).isEqualTo(200);
        });
    }

    private static void refund(World world, ServiceProcess process) {
        process.refundCash.refund(PAYER);
    }

    /** A deleted account that has spent $3 of its top-ups of $5 each. */
    private static void deletedAfter(int topUps, World world) {
        world.open(PAYER, world.operator, Money.ZERO);
        world.accounts.add(PAYER);
        for (var number = 1; number <= topUps; number++) {
            world.pass(Duration.ofMinutes(1));
            TopUps.place(world.operator, PAYER, Money.ofUsd("5"));
            var checkout = new SessionId("cs_" + number);
            world.payments.advance(checkout, Status.PAID);
            world.operator.fulfilTopUp.fulfil(checkout);
        }
        world.operatorActions.adjust(world.operator, PAYER, Money.ofUsd("-3"), "spent");
        world.operator.wallets.freeze(PAYER, Freezes.DELETED);
    }

    private static Stream<PaymentId> payments(World world) {
        return world.payments.checkouts().stream().map(checkout -> new PaymentId("pi_" + checkout.id()));
    }

    private static long refunded(World world) {
        return payments(world)
                .flatMap(payment -> world.payments.refunds(payment).stream())
                .map(Refund::charge)
                .mapToLong(charge -> charge.minorUnits())
                .sum();
    }
}
