package ai.tierup.moneyproof;

import static ai.tierup.moneyproof.CrashPoints.interruptEverywhere;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.guardrail.BudgetChange;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Freezes;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.moneyproof.CrashPoints.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the crash points of everything that is done with the lanes of a wallet. */
@Tag("proof")
class LaneCrashPointsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final AccountId ACME = new AccountId("acme");
    private static final KeyId KEY = new KeyId("key_acme");
    private static final int LANES = 3;

    @Test
    void openingLanesInterruptedAnywhereIsContinued() {
        interruptEverywhere(
                "opening lanes",
                Scenario.repeated(LaneCrashPointsTest::open, (world, process) -> process.setLanes.set(ACME, LANES)));
    }

    @Test
    void lanesThatSomebodyElseOpensAndUsesMeanwhileKeepTheirMoney() {
        interruptEverywhere(
                "opening lanes that others have opened and use",
                Scenario.repeated(LaneCrashPointsTest::open, (world, process) -> process.setLanes.set(ACME, LANES))
                        .against(world -> {
                            world.operator.setLanes.set(ACME, LANES);
                            spread(world);
                            inAnotherLane(world.operator);
                        }));
    }

    @Test
    void closingLanesInterruptedAnywhereIsContinued() {
        interruptEverywhere(
                "closing lanes",
                Scenario.repeated(
                        world -> {
                            openDivided(world);
                            spread(world);
                        },
                        (world, process) -> process.setLanes.set(ACME, 1)));
    }

    @Test
    void closingLanesWithHoldsInterruptedAnywhereIsContinued() {
        interruptEverywhere(
                "closing lanes with holds",
                new Scenario(
                        world -> {
                            openDivided(world);
                            spread(world);
                            inAnotherLane(world.operator);
                        },
                        (world, process) -> process.setLanes.set(ACME, 1),
                        (world, process) -> {
                            process.sweepHolds.run(() -> false);
                            process.setLanes.set(ACME, 1);
                            assertThat(world.wallet(ACME).lanes().areUsed()).isFalse();
                        }));
    }

    @Test
    void requestsInLanesWithoutMoneyMayBeInterruptedAnywhere() {
        interruptEverywhere(
                "requests that move money to their lanes",
                Scenario.of(LaneCrashPointsTest::openDivided, (world, process) -> {
                    request(process);
                    request(process);
                    request(process);
                }));
    }

    @Test
    void theFirstRequestsOfADayMayBeInterruptedAnywhere() {
        interruptEverywhere(
                "the first requests of a day in lanes",
                Scenario.of(
                        world -> {
                            openDivided(world);
                            spread(world);
                            world.operator.setDailyLimit.set(ACME, Money.ofUsd("0.3"));
                            world.pass(DAY);
                        },
                        (world, process) -> {
                            request(process);
                            request(process);
                        }));
    }

    @Test
    void aSweepOfLanesInterruptedAnywhereIsContinuedByTheNext() {
        interruptEverywhere(
                "a sweep of lanes",
                Scenario.repeated(
                        world -> {
                            openDivided(world);
                            spread(world);
                            inAnotherLane(world.operator);
                            place(world.operator).checkpoint();
                            world.pass(ServiceProcess.HOLD_LIFE);
                        },
                        (world, process) -> process.sweepHolds.run(() -> false)));
    }

    @Test
    void theCloseOfADayOfLanesInterruptedAnywhereIsContinuedByTheNextRun() {
        interruptEverywhere(
                "roll and close of a day of lanes",
                Scenario.repeated(
                        world -> {
                            openDivided(world);
                            spread(world);
                            world.pass(DAY);
                        },
                        (world, process) -> {
                            process.rollDays.roll();
                            process.closeDays.run(() -> false);
                        }));
    }

    @Test
    void limitsOfADividedWalletMayBeInterruptedAnywhere() {
        interruptEverywhere(
                "a daily limit over lanes",
                Scenario.repeated(
                        world -> {
                            openDivided(world);
                            spread(world);
                        },
                        (world, process) -> {
                            process.setDailyLimit.set(ACME, Money.ofUsd("0.01"));
                            process.setDailyLimit.set(ACME, Wallet.NO_LIMIT);
                        }));
    }

    @Test
    void aDebtIsPaidByAllLanesWhereverItsBookingIsInterrupted() {
        interruptEverywhere(
                "a debt of a divided wallet",
                new Scenario(
                        world -> {
                            openDivided(world);
                            spread(world);
                        },
                        (world, process) ->
                                world.operatorActions.adjust(process, ACME, Money.ofUsd("-5"), "taken back"),
                        (world, process) -> {
                            world.operatorActions.repeat(process);
                            assertThat(process.wallets
                                            .findWhole(ACME)
                                            .orElseThrow()
                                            .lanes())
                                    .allMatch(lane ->
                                            lane.lane() == 0 || lane.cash().isZero());
                        }));
    }

    @Test
    void freezingAndThawingLanesMayBeInterruptedAnywhere() {
        interruptEverywhere("a freeze of lanes", frozenAgain(world -> {}, true));
        interruptEverywhere(
                "a thaw of lanes", frozenAgain(world -> world.operatorActions.freeze(world.operator, ACME), false));
    }

    private static Scenario frozenAgain(Consumer<World> before, boolean isFrozen) {
        return new Scenario(
                world -> {
                    openDivided(world);
                    spread(world);
                    before.accept(world);
                },
                (world, process) -> {
                    if (isFrozen) {
                        world.operatorActions.freeze(process, ACME);
                    } else {
                        world.operatorActions.thaw(process, ACME);
                    }
                },
                (world, process) -> {
                    world.operatorActions.repeatFreezes(process);
                    assertThat(process.wallets.findWhole(ACME).orElseThrow().lanes())
                            .allMatch(lane -> lane.frozenBy().contains(Freezes.OPERATOR) == isFrozen);
                });
    }

    private static void open(World world) {
        for (var pool : Pool.values()) {
            for (var day = 0; day < 9; day++) {
                world.operator.setBudget.set(
                        pool,
                        world.operator.today().plusDays(day),
                        Money.ofUsd("1000"),
                        new BudgetChange("operator", world.now(), "enough"));
            }
        }
        world.open(ACME, world.operator, Money.ofUsd("1"));
        world.accounts.add(ACME);
    }

    private static void openDivided(World world) {
        open(world);
        world.operator.setLanes.set(ACME, LANES);
        // So that the memory of this process is not what makes it go to lane 0.
        request(world.operator);
    }

    /** Sends requests until each lane has money. */
    private static void spread(World world) {
        while (world.operator.wallets.findWhole(ACME).orElseThrow().lanes().stream()
                .anyMatch(lane -> lane.cash().isZero())) {
            request(world.operator);
        }
    }

    private static void inAnotherLane(ServiceProcess process) {
        while (process.wallets.findWhole(ACME).orElseThrow().lanes().stream()
                .allMatch(lane -> lane.lane() == 0 || lane.holds().isEmpty())) {
            var request = place(process);
            request.generate(500);
            request.checkpoint();
        }
    }

    private static void request(ServiceProcess process) {
        var request = place(process);
        request.generate(700);
        request.settle();
    }

    private static OpenRequest place(ServiceProcess process) {
        var bound = new HoldBound(TestTiers.mapping().tier(TierId.TIER_3), 500, 500);
        return process.answer((Placed) process.place(ACME, bound, List.of()), KEY);
    }
}
