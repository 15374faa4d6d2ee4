package ai.tierup.dynamodb.proof;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.books.AuditAccount.Depth;
import ai.tierup.domain.guardrail.BudgetChange;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.KeyLimits;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.dynamodb.simulation.Fault;
import ai.tierup.dynamodb.simulation.FaultPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Every place where a process can die, and every place where one call can fail: each is tried on its own, then a fresh process recovers,
 * and all books must agree.
 */
class CrashPointsTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final AccountId ACME = new AccountId("acme");
    private static final AccountId YOUNGER = new AccountId("younger");
    private static final KeyId KEY = new KeyId("key_limited");
    private static final KeyLimits LIMITS = World.limitsOf(KEY);

    /** What the SDK sends again by itself, and is applied then, shows nothing when it comes alone. */
    private static final Set<Fault> FAULTS =
            EnumSet.of(Fault.DIES_BEFORE, Fault.DIES_AFTER, Fault.ANSWER_LOST, Fault.LATE, Fault.CONFLICT);

    private static final Set<Fault> DEATHS = EnumSet.of(Fault.DIES_BEFORE, Fault.DIES_AFTER);

    /** @param again what a fresh process does after that, as the client, the timer or the operator would */
    private record Scenario(
            Consumer<World> prepare, BiConsumer<World, ServiceProcess> act, BiConsumer<World, ServiceProcess> again) {

        static Scenario of(Consumer<World> prepare, BiConsumer<World, ServiceProcess> act) {
            return new Scenario(prepare, act, (world, process) -> {});
        }

        static Scenario repeated(Consumer<World> prepare, BiConsumer<World, ServiceProcess> act) {
            return new Scenario(prepare, act, act);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRequestThatBreaksOffAnywhereChargesWhatItsRecordSays(Purse purse) {
        everywhere(
                "a request from " + purse,
                Scenario.of(
                        world -> openedWith(world, purse),
                        (world, process) -> longAnswer(process, tierOf(purse), null)));
    }

    @ParameterizedTest
    @EnumSource
    void theFirstRequestOfADayMayBreakOffAnywhere(Purse purse) {
        everywhere(
                "the first request of a day from " + purse,
                Scenario.of(
                        world -> {
                            openedWith(world, purse);
                            world.pass(DAY);
                        },
                        (world, process) -> longAnswer(process, tierOf(purse), null)));
    }

    @Test
    void theFirstRequestOfAMonthByAKeyWithLimitsMayBreakOffAnywhere() {
        everywhere(
                "the first request of a month by a key with limits",
                Scenario.of(
                        world -> {
                            openedWith(world, Purse.CASH);
                            world.operator.wallets.countKey(ACME, KEY);
                            longAnswer(world.operator, TierId.TIER_3, LIMITS);
                            world.pass(DAY);
                        },
                        (world, process) -> longAnswer(process, TierId.TIER_3, LIMITS)));
    }

    @Test
    void aWalletThatIsOpenedAgainAfterACrashHasItsCreditOnce() {
        everywhere(
                "the first credit of a wallet",
                Scenario.repeated(
                        world -> openedWith(world, Purse.CASH),
                        (world, process) -> world.open(YOUNGER, process, Money.ofUsd("5"))));
    }

    @Test
    void aSweepMayBreakOffAnywhereAndTheNextOneGoesOn() {
        everywhere(
                "a sweep",
                Scenario.repeated(
                        world -> {
                            openedWith(world, Purse.GRANT);
                            place(world.operator, TierId.TIER_1, null);
                            var dead = place(world.operator, TierId.TIER_2, null);
                            dead.generate(500);
                            dead.checkpoint();
                            place(world.operator, TierId.TIER_4, null);
                            world.pass(ServiceProcess.HOLD_LIFE);
                        },
                        (world, process) -> process.sweepHolds.run(() -> false)));
    }

    @Test
    void theEndOfADayMayBreakOffAnywhereAndTheNextRunGoesOn() {
        everywhere(
                "roll, lease and close of a day",
                Scenario.repeated(
                        world -> {
                            openedWith(world, Purse.CASH);
                            longAnswer(world.operator, TierId.TIER_2, null);
                            world.pass(DAY);
                        },
                        (world, process) -> {
                            process.rollDays.roll();
                            longAnswer(process, TierId.TIER_2, null);
                            process.closeDays.run(() -> false);
                        }));
    }

    @Test
    void aChangeOfLimitsAndBudgetsMayBreakOffAnywhere() {
        everywhere(
                "a daily limit, a key's counters and a budget",
                Scenario.repeated(
                        world -> {
                            openedWith(world, Purse.CASH);
                            longAnswer(world.operator, TierId.TIER_2, null);
                        },
                        (world, process) -> {
                            process.setDailyLimit.set(ACME, Money.ofUsd("0.001"));
                            process.wallets.countKey(ACME, KEY);
                            process.setBudget.set(
                                    Pool.SUBSIDY,
                                    process.today(),
                                    Money.ofUsd("0.5"),
                                    new BudgetChange("operator", process.clock.instant(), "less"));
                            process.setDailyLimit.set(ACME, Wallet.NO_LIMIT);
                            process.wallets.forgetKey(ACME, KEY);
                        }));
    }

    private static void everywhere(String what, Scenario scenario) {
        var deaths = 0;
        var faults = 0;
        for (var fault : FAULTS) {
            var number = 0;
            while (comesAt(number, fault, what, scenario)) {
                number++;
            }
            deaths += DEATHS.contains(fault) ? number : 0;
            faults += DEATHS.contains(fault) ? 0 : number;
        }
        assertThat(deaths).as("crash points of " + what).isPositive();
        System.out.printf("crash points of %s: %d, other faults: %d%n", what, deaths, faults);
    }

    /** Whether the scenario has so many calls. */
    private static boolean comesAt(int number, Fault fault, String what, Scenario scenario) {
        var world = new World(NOON);
        scenario.prepare().accept(world);
        var calls = new int[1];
        FaultPlan plan = request -> calls[0]++ == number ? fault : Fault.NONE;
        var process = world.boot(plan, plan, Duration.ZERO, new SplittableRandom(1));
        var survived =
                Mortality.survives(() -> unlessOutOfReach(() -> scenario.act().accept(world, process)));
        var where = what + ", call " + number + ": " + fault;
        assertThat(survived).as(where).isEqualTo(!DEATHS.contains(fault) || calls[0] <= number);
        for (var account : world.accounts) {
            assertThat(world.operator.auditAccount.audit(account, Depth.EVERYTHING))
                    .as(where)
                    .isEmpty();
        }
        world.pass(ServiceProcess.HOLD_LIFE);
        scenario.again()
                .accept(world, world.boot(FaultPlan.none(), FaultPlan.none(), Duration.ZERO, new SplittableRandom(2)));
        world.operator.wallets.find(YOUNGER).ifPresent(opened -> world.accounts.add(YOUNGER));
        assertThat(Rest.of(world)).as(where).isEmpty();
        if (world.late.size() > 0) {
            while (world.late.size() > 0) {
                world.late.deliver(0);
            }
            assertThat(Rest.of(world)).as(where + ", and what was late").isEmpty();
        }
        return calls[0] > number;
    }

    /** Whoever asked is told so, or the timer comes again. */
    private static void unlessOutOfReach(Runnable act) {
        try {
            act.run();
        } catch (SdkException e) {
            assertThat(e instanceof SdkClientException || e instanceof TransactionConflictException)
                    .as(e.toString())
                    .isTrue();
        }
    }

    private static void openedWith(World world, Purse purse) {
        world.open(ACME, world.operator, Money.ofUsd("1"));
        world.accounts.add(ACME);
        if (purse == Purse.GRANT) {
            world.credit(ACME, purse, Money.ofUsd("1"));
        }
    }

    private static TierId tierOf(Purse purse) {
        return purse == Purse.FREE ? TierId.TIER_1 : TierId.TIER_3;
    }

    private static void longAnswer(ServiceProcess process, TierId tier, @Nullable KeyLimits limits) {
        var request = place(process, tier, limits);
        request.generate(300);
        request.checkpoint();
        request.generate(600);
        request.checkpoint();
        request.generate(900);
        request.settle();
    }

    private static OpenRequest place(ServiceProcess process, TierId tier, @Nullable KeyLimits limits) {
        var bound = new HoldBound(TestTiers.mapping().tier(tier), 500, 500);
        return process.answer((Placed) process.place(ACME, bound, limits), KEY);
    }
}
