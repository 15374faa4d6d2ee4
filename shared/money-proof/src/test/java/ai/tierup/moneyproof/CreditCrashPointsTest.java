package ai.tierup.moneyproof;

import static ai.tierup.moneyproof.CrashPoints.interruptEverywhere;
import static ai.tierup.moneyproof.CrashPoints.raceEverywhere;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.CheckoutSession.Status;
import ai.tierup.domain.payment.SessionId;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.moneyproof.CrashPoints.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the crash points of sign-ups, and of releasing, granting and ending their credits. */
@Tag("proof")
class CreditCrashPointsTest {

    private static final MailHash ADA = SignUps.mail(1);
    private static final SessionId SESSION = new SessionId("cs_1");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void aSignUpInterruptedAnywhereOpensOneAccount() {
        interruptEverywhere(
                "a sign-up, twice at once",
                Scenario.repeated(world -> {}, CreditCrashPointsTest::signUp).againstItself());
    }

    @Test
    void aSignUpWithoutGrantsLeftInterruptedAnywhereWaits() {
        interruptEverywhere(
                "a sign-up whose credit waits, twice at once",
                Scenario.repeated(CreditCrashPointsTest::useUpGrants, CreditCrashPointsTest::signUp)
                        .againstItself());
    }

    @Test
    void theLastGrantOfADayGoesToOneOfTwoSignUps() {
        interruptEverywhere(
                "a sign-up while another takes the last grant",
                Scenario.repeated(
                                world -> world.signUps.signUp(world, world.operator, SignUps.mail(2)),
                                CreditCrashPointsTest::signUp)
                        .against(world -> world.signUps.signUp(world, world.operator, SignUps.mail(3))));
    }

    @Test
    void aDailyReleaseInterruptedAnywhereIsBookedOnce() {
        interruptEverywhere(
                "two daily releases, twice at once",
                Scenario.repeated(
                                world -> {
                                    signUp(world, world.operator);
                                    world.pass(DAY.multipliedBy(2));
                                },
                                CreditCrashPointsTest::advance)
                        .againstItself());
    }

    @Test
    void aWaitingCreditIsGrantedOnce() {
        interruptEverywhere(
                "granting a credit that waits, twice at once",
                Scenario.repeated(
                                world -> {
                                    useUpGrants(world);
                                    signUp(world, world.operator);
                                    world.pass(DAY);
                                },
                                CreditCrashPointsTest::advance)
                        .againstItself());
    }

    @Test
    void anEndInterruptedAnywhereTakesBackWhatIsLeftOnce() {
        interruptEverywhere(
                "the end of a credit, twice at once",
                Scenario.repeated(CreditCrashPointsTest::spentUntilTheEnd, CreditCrashPointsTest::advance)
                        .againstItself());
    }

    @Test
    void anEndWhileARequestUsesTheCreditLeavesNothingOfIt() {
        interruptEverywhere(
                "the end of a credit while a request is answered",
                Scenario.repeated(CreditCrashPointsTest::spentUntilTheEnd, CreditCrashPointsTest::advance)
                        .against(world -> spend(world, 400)));
    }

    @Test
    void anEndWhileARequestBeginsWaitsForIt() {
        interruptEverywhere(
                "the end of a credit while a request begins",
                Scenario.repeated(CreditCrashPointsTest::spentUntilTheEnd, CreditCrashPointsTest::advance)
                        .against(CreditCrashPointsTest::place));
    }

    @Test
    void aTopUpWhilePartsAreReleasedReleasesTheRestOnce() {
        interruptEverywhere(
                "a top-up while a part is released",
                Scenario.repeated(
                                world -> {
                                    signUp(world, world.operator);
                                    pay(world);
                                    world.pass(DAY);
                                },
                                CreditCrashPointsTest::fulfil)
                        .against(world -> advance(world, world.operator)));
    }

    @Test
    void aReleaseWhileATopUpIsFulfilledReleasesTheRestOnce() {
        interruptEverywhere(
                "a part is released while a top-up is fulfilled",
                new Scenario(
                                world -> {
                                    signUp(world, world.operator);
                                    pay(world);
                                    world.pass(DAY);
                                },
                                CreditCrashPointsTest::advance,
                                CreditCrashPointsTest::fulfil)
                        .against(world -> fulfil(world, world.operator)));
    }

    @Test
    void aTopUpWhileTheCreditIsGrantedReleasesAllOfIt() {
        interruptEverywhere(
                "a top-up while a credit that waits is granted",
                Scenario.repeated(
                                world -> {
                                    useUpGrants(world);
                                    signUp(world, world.operator);
                                    pay(world);
                                    world.pass(DAY);
                                },
                                CreditCrashPointsTest::fulfil)
                        .against(world -> advance(world, world.operator)));
    }

    @Test
    void anEndWhileAnOperatorGrantsCreditTakesBackTheSignUpCreditOnly() {
        raceEverywhere(
                "the end of a credit while an operator grants another",
                Scenario.repeated(CreditCrashPointsTest::spentUntilTheEnd, CreditCrashPointsTest::advance)
                        .against(world -> world.operatorActions.grant(
                                world.operator, ada(world), Money.ofUsd("25"), "another gift")));
    }

    private static void signUp(World world, ServiceProcess process) {
        world.signUps.signUp(world, process, ADA);
    }

    private static void advance(World world, ServiceProcess process) {
        process.advanceCredits.run(() -> false);
    }

    private static void fulfil(World world, ServiceProcess process) {
        process.fulfilTopUp.fulfil(SESSION);
    }

    /** The grants of a day suffice for two credits. */
    private static void useUpGrants(World world) {
        world.signUps.signUp(world, world.operator, SignUps.mail(2));
        world.signUps.signUp(world, world.operator, SignUps.mail(3));
    }

    private static AccountId ada(World world) {
        return world.operator.credits.accountOf(ADA).orElseThrow();
    }

    private static void pay(World world) {
        TopUps.place(world.operator, ada(world), Money.ofUsd("5"));
        world.payments.advance(SESSION, Status.PAID);
    }

    private static void spentUntilTheEnd(World world) {
        world.signUps.signedUpLongAgo(world, world.operator, ADA, 89);
        spend(world, 700);
        world.operatorActions.grant(world.operator, ada(world), Money.ofUsd("3"), "a gift");
        world.pass(DAY);
    }

    /** @param generated thousandths of the bound */
    private static void spend(World world, int generated) {
        var request = place(world);
        request.generate(generated);
        request.settle();
    }

    private static OpenRequest place(World world) {
        var bound = new HoldBound(TestTiers.mapping().tier(TierId.TIER_3), 500, 500);
        var placed = (Placed) world.operator.place(ada(world), bound, List.of());
        return world.operator.answer(placed, new KeyId("key_ada"));
    }
}
