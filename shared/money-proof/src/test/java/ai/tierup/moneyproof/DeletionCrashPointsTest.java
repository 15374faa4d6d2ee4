package ai.tierup.moneyproof;

import static ai.tierup.moneyproof.CrashPoints.interruptEverywhere;
import static ai.tierup.moneyproof.CrashPoints.raceEverywhere;

import ai.tierup.domain.account.AccountDeleted;
import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.MailHash;
import ai.tierup.domain.account.Team;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.audit.Actor;
import ai.tierup.domain.audit.Origin;
import ai.tierup.domain.keys.Requester;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the crash points of deleting an account, while its owner, the jobs and the payment provider go on. */
@Tag("proof")
class DeletionCrashPointsTest {

    private static final MailHash ADA = SignUps.mail(1);
    private static final SessionId CHECKOUT = new SessionId("cs_1");
    private static final Requester OWNER = new Requester(new Origin(Actor.SESSION, null), KeyRights.ALL);
    private static final KeyLimits LIMITS = new KeyLimits(Map.of(Window.DAY, Money.ofUsd("0.5")));

    private static final Scenario DELETION =
            Scenario.repeated(DeletionCrashPointsTest::inUse, DeletionCrashPointsTest::delete);

    private static void race(String meanwhile, Consumer<World> rival) {
        raceEverywhere("a deletion " + meanwhile, DELETION.against(rival));
    }

    @Test
    void aDeletionInterruptedAnywhereIsCompletedByTheNext() {
        interruptEverywhere("a deletion", DELETION);
    }

    @Test
    void twoDeletionsAtOnceLeaveNothing() {
        race("twice at once", world -> delete(world, world.operator));
    }

    @Test
    void aRequestMeanwhileIsChargedOrRefused() {
        race("while a request is answered", world -> {
            var bound = new HoldBound(TestTiers.mapping().tier(TierId.TIER_3), 500, 500);
            if (world.operator.place(ada(world), bound, List.of()) instanceof Placed placed) {
                var request = world.operator.answer(placed, new KeyId("key_ada"));
                request.generate(400);
                request.settle();
            }
        });
    }

    @Test
    void aTopUpMeanwhileIsCredited() {
        race("while a top-up is paid", world -> {
            world.payments.advance(CHECKOUT, Status.PAID);
            world.operator.fulfilTopUp.fulfil(CHECKOUT);
        });
    }

    @Test
    void aCreditThatIsReleasedMeanwhileEnds() {
        race("while a part of the credit is released", world -> world.operator.advanceCredits.run(() -> false));
    }

    @Test
    void aGrantOfTheOperatorMeanwhileIsBooked() {
        race(
                "while an operator grants credit",
                world -> world.operatorActions.grant(world.operator, ada(world), Money.ofUsd("3"), "a gift"));
    }

    @Test
    void anAutomaticTopUpMeanwhileIsCreditedOrNotMade() {
        race("while the automatic top-up runs", world -> world.operator.runAutoTopUps.run(() -> false));
    }

    @Test
    void aKeyThatIsCreatedMeanwhileIsGone() {
        race(
                "while a key is created",
                unlessDeleted(world -> world.operator.customers.createKey.create(
                        OWNER, ada(world), "another", KeyRights.ALL.with(LIMITS))));
    }

    @Test
    void aTeamThatIsAddedMeanwhileIsGone() {
        race(
                "while a team is added",
                unlessDeleted(world -> world.operator.customers.manageTeams.put(
                        OWNER, ada(world), new Team(new TeamName("others"), LIMITS))));
    }

    @Test
    void whoSignsInMeanwhileIsSignedOut() {
        race("while somebody signs in", world -> world.deletions.signIn(world.operator, ada(world)));
    }

    @Test
    void aSignUpMeanwhileOpensAnotherAccountOrNone() {
        race("while the address signs up", world -> world.signUps.signUp(world, world.operator, ADA));
    }

    private static Consumer<World> unlessDeleted(Consumer<World> addition) {
        return world -> {
            try {
                addition.accept(world);
            } catch (AccountDeleted e) {
                return;
            }
        };
    }

    /** The first account of the address. It has no other one before its deletion. */
    private static AccountId ada(World world) {
        return world.accounts.getFirst();
    }

    private static void delete(World world, ServiceProcess process) {
        world.deletions.delete(process, ada(world));
    }

    /** An account with a credit, two keys, a team, an alias, a session, a rule to top up and an open checkout. */
    private static void inUse(World world) {
        world.signUps.signUp(world, world.operator, ADA);
        var account = ada(world);
        var customers = world.operator.customers;
        customers.manageTeams.put(OWNER, account, new Team(new TeamName("mine"), LIMITS));
        customers.createKey.create(OWNER, account, "plain", KeyRights.ALL);
        customers.createKey.create(OWNER, account, "limited", KeyRights.ALL.with(LIMITS));
        customers.accounts.setKeepsOutputs(account, false);
        world.deletions.signIn(world.operator, account);
        AutoTopUpActions.set(world.operator, account, Money.ofUsd("4"));
        world.operator.placeTopUp.place(TopUps.CUSTOMER, account, Money.ofUsd("5"), TopUps.DONE, true);
        world.payments.answerCharges(Optional.of(Status.PAID));
        world.pass(Duration.ofDays(1));
    }
}
