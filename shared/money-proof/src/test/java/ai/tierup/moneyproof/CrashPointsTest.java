package ai.tierup.moneyproof;

import static ai.tierup.moneyproof.CrashPoints.interruptEverywhere;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.guardrail.BudgetChange;
import ai.tierup.domain.guardrail.Pool;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.Purse;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.moneyproof.CrashPoints.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the crash points of requests and sweeps, of closing days and of changing limits. */
@Tag("proof")
class CrashPointsTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final AccountId ACME = new AccountId("acme");
    private static final AccountId YOUNGER = new AccountId("younger");
    private static final KeyId KEY = new KeyId("key_limited");
    private static final SpenderId SPENDER = SpenderId.of(KEY);
    private static final SpenderId TEAM = SpenderId.of(new TeamName("ops"));
    private static final List<LimitedSpender> LIMITS = List.of(World.limitsOf(SPENDER), World.limitsOf(TEAM));

    @ParameterizedTest
    @EnumSource
    void aRequestInterruptedAnywhereChargesWhatItsRecordSays(Purse purse) {
        interruptEverywhere(
                "a request from " + purse,
                Scenario.of(
                        world -> openedWith(world, purse),
                        (world, process) -> longAnswer(process, tierOf(purse), List.of())));
    }

    @ParameterizedTest
    @EnumSource
    void theFirstRequestOfADayMayBeInterruptedAnywhere(Purse purse) {
        interruptEverywhere(
                "the first request of a day from " + purse,
                Scenario.of(
                        world -> {
                            openedWith(world, purse);
                            world.pass(DAY);
                        },
                        (world, process) -> longAnswer(process, tierOf(purse), List.of())));
    }

    @Test
    void theFirstRequestOfAMonthByAKeyAndATeamWithLimitsMayBeInterruptedAnywhere() {
        interruptEverywhere(
                "the first request of a month by a key and a team with limits",
                Scenario.of(
                        world -> {
                            openedWith(world, Purse.CASH);
                            world.operator.wallets.countKey(ACME, SPENDER);
                            world.operator.wallets.countKey(ACME, TEAM);
                            longAnswer(world.operator, TierId.TIER_3, LIMITS);
                            world.pass(DAY);
                        },
                        (world, process) -> longAnswer(process, TierId.TIER_3, LIMITS)));
    }

    @Test
    void aWalletThatIsOpenedAgainAfterACrashHasItsCreditOnce() {
        interruptEverywhere(
                "the first credit of a wallet",
                new Scenario(
                        world -> openedWith(world, Purse.CASH),
                        (world, process) -> world.open(YOUNGER, process, Money.ofUsd("5")),
                        (world, process) -> {
                            world.open(YOUNGER, process, Money.ofUsd("5"));
                            world.accounts.add(YOUNGER);
                        }));
    }

    @Test
    void aSweepInterruptedAnywhereIsContinuedByTheNext() {
        interruptEverywhere(
                "a sweep",
                Scenario.repeated(
                        world -> {
                            openedWith(world, Purse.GRANT);
                            place(world.operator, TierId.TIER_1, List.of());
                            var dead = place(world.operator, TierId.TIER_2, List.of());
                            dead.generate(500);
                            dead.checkpoint();
                            place(world.operator, TierId.TIER_4, List.of());
                            world.pass(ServiceProcess.HOLD_LIFE);
                        },
                        (world, process) -> process.sweepHolds.run(() -> false)));
    }

    @Test
    void theEndOfADayInterruptedAnywhereIsContinuedByTheNextRun() {
        interruptEverywhere(
                "roll, lease and close of a day",
                Scenario.repeated(
                        world -> {
                            openedWith(world, Purse.CASH);
                            longAnswer(world.operator, TierId.TIER_2, List.of());
                            world.pass(DAY);
                        },
                        (world, process) -> {
                            process.rollDays.roll();
                            longAnswer(process, TierId.TIER_2, List.of());
                            process.closeDays.run(() -> false);
                        }));
    }

    @Test
    void aChangeOfLimitsAndBudgetsMayBeInterruptedAnywhere() {
        interruptEverywhere(
                "a daily limit, a key's counters and a budget",
                Scenario.repeated(
                        world -> {
                            openedWith(world, Purse.CASH);
                            longAnswer(world.operator, TierId.TIER_2, List.of());
                        },
                        (world, process) -> {
                            process.setDailyLimit.set(ACME, Money.ofUsd("0.001"));
                            process.wallets.countKey(ACME, SPENDER);
                            process.setBudget.set(
                                    Pool.SUBSIDY,
                                    process.today(),
                                    Money.ofUsd("0.5"),
                                    new BudgetChange("operator", process.clock.instant(), "less"));
                            process.setDailyLimit.set(ACME, Wallet.NO_LIMIT);
                            process.wallets.forgetKey(ACME, SPENDER);
                        }));
    }

    /** The markers of repeated input are read and written, and each of these calls fails once, too. */
    @ParameterizedTest
    @EnumSource
    void aRequestThatRepeatsItsInputMayBeInterruptedAnywhere(Purse purse) {
        interruptEverywhere(
                "a repeating request from " + purse,
                Scenario.of(
                        world -> {
                            openedWith(world, purse);
                            assertThat(repeated(LongDialogue.send(world.operator, ACME, tierOf(purse), "First")))
                                    .isZero();
                        },
                        (world, process) -> {
                            var end = LongDialogue.send(process, ACME, tierOf(purse), "Second");
                            assertThat(repeated(end)).isIn(0L, LongDialogue.OPENING_TOKENS);
                        }));
    }

    @Test
    void withoutAFaultTheBeginningIsRepeated() {
        var world = new World(Instant.parse("2026-11-30T12:00:00Z"));
        openedWith(world, Purse.CASH);
        LongDialogue.send(world.operator, ACME, TierId.TIER_3, "First");

        assertThat(repeated(LongDialogue.send(world.operator, ACME, TierId.TIER_3, "Second")))
                .isEqualTo(LongDialogue.OPENING_TOKENS);
    }

    private static long repeated(ChatEnd end) {
        return end instanceof ChatEnd.Settled settled
                ? settled.record().tokens().repeatedTokens()
                : 0;
    }

    private static void openedWith(World world, Purse purse) {
        world.open(ACME, world.operator, Money.ofUsd("1"));
        world.accounts.add(ACME);
        if (purse == Purse.GRANT) {
            world.operatorActions.grant(world.operator, ACME, Money.ofUsd("1"), "first");
        }
    }

    private static TierId tierOf(Purse purse) {
        return purse == Purse.FREE ? TierId.TIER_1 : TierId.TIER_3;
    }

    private static void longAnswer(ServiceProcess process, TierId tier, List<LimitedSpender> limits) {
        var request = place(process, tier, limits);
        request.generate(300);
        request.checkpoint();
        request.failOver();
        request.generate(600);
        request.checkpoint();
        request.generate(900);
        request.settle();
    }

    private static OpenRequest place(ServiceProcess process, TierId tier, List<LimitedSpender> limits) {
        var bound = new HoldBound(TestTiers.mapping().tier(tier), 500, 500);
        return process.answer((Placed) process.place(ACME, bound, limits), KEY);
    }
}
