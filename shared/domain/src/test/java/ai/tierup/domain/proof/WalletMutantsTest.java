package ai.tierup.domain.proof;

import ai.tierup.domain.account.KeyLimits;
import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.KeySpend;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Wallet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that each rule of the protocol is needed, because money is lost or created without it. */
class WalletMutantsTest {

    /** A protocol without one of its rules. Messages never count as spent, because that was only shown for the whole protocol. */
    private abstract static class Mutant extends Protocol {

        @Override
        boolean isSpent(Call call, Store store, boolean placeable) {
            return false;
        }
    }

    private static void breaks(String mutant, WalletScenario scenario, Protocol protocol, String violation) {
        Proof.breaks(mutant, new WalletModel(scenario, protocol), "broken: " + violation);
    }

    @Test
    void aPlaceSentAgainWithTheSameKeyRevivesASettledHold() {
        var protocol = new Mutant() {
            @Override
            boolean isRepeated(Call call) {
                return true;
            }

            @Override
            Optional<Wallet> place(Wallet wallet, Placement placement) {
                return wallet.holds().containsKey(placement.key())
                        ? Optional.of(wallet)
                        : super.place(wallet, placement);
            }
        };

        breaks(
                "place repeated with the same bytes",
                WalletScenario.with(1).cash(2),
                protocol,
                "the wallet's debits are the log's");
    }

    @Test
    void aWalletChargedBeforeTheLogLosesMoneyWithoutARow() {
        var protocol = new Mutant() {
            @Override
            void settle(ReplayedWorld world, Hold hold, UsageRecord proposed) {
                world.apply(
                        proposed.account(),
                        Application.onTheSameDay(
                                proposed.holdKey(),
                                hold,
                                proposed.cost(),
                                proposed.costs().allowanceUsed()));
                world.append(proposed);
            }
        };

        breaks("wallet first, log second", WalletScenario.with(1), protocol, "the wallet's debits are the log's");
    }

    @Test
    void aSweeperThatAppliesItsOwnCostContradictsTheLog() {
        var protocol = new Mutant() {
            @Override
            void settle(ReplayedWorld world, Hold hold, UsageRecord proposed) {
                if (proposed.outcome() == Outcome.EXPIRED) {
                    world.append(proposed);
                    world.apply(
                            proposed.account(),
                            Application.onTheSameDay(
                                    proposed.holdKey(),
                                    hold,
                                    proposed.cost(),
                                    proposed.costs().allowanceUsed()));
                } else {
                    super.settle(world, hold, proposed);
                }
            }
        };

        breaks(
                "the sweeper applies its own cost",
                WalletScenario.with(1),
                protocol,
                "the wallet's debits are the log's");
    }

    @Test
    void aFinalRecordThatReplacesAnotherContradictsTheWallet() {
        var protocol = new Mutant() {
            @Override
            UsageRecord log(Optional<UsageRecord> standing, UsageRecord proposed) {
                return proposed;
            }
        };

        breaks("the final put is unconditional", WalletScenario.with(1), protocol, "the wallet's debits are the log's");
    }

    @Test
    void anApplicationWithoutItsGuardChargesTwice() {
        var protocol = new Mutant() {
            @Override
            Optional<Wallet> apply(Wallet wallet, Application application) {
                var holds = new HashMap<>(wallet.holds());
                holds.put(application.key(), application.hold());
                return super.apply(changed(wallet, wallet.dailyLeft(), holds), application);
            }
        };

        breaks("apply without its guard", WalletScenario.with(1), protocol, "cash + grant + holds = credits - debits");
    }

    @Test
    void aRefundAfterMidnightGivesYesterdaysLimitToToday() {
        var protocol = new Mutant() {
            @Override
            Optional<Wallet> apply(Wallet wallet, Application application) {
                return super.apply(wallet, application)
                        .map(after -> application.sameDay()
                                ? after
                                : changed(after, after.dailyLeft().plus(application.rest()), after.holds()));
            }
        };

        breaks(
                "dailyLeft refunded after midnight",
                WalletScenario.with(1).aroundMidnight(),
                protocol,
                "the day's counter is what is held and spent today");
    }

    @Test
    void aPlaceThatChecksOnlyTheKeyPassesTheLimitOfItsTeam() {
        var protocol = new Mutant() {
            @Override
            Optional<Wallet> place(Wallet wallet, Placement placement) {
                var unchecked = placement.spenders().stream()
                        .map(spender ->
                                spender.id().isTeam() ? new LimitedSpender(spender.id(), KeyLimits.NONE) : spender)
                        .toList();
                return super.place(
                        wallet,
                        new Placement(
                                placement.key(),
                                placement.hold(),
                                placement.roll(),
                                placement.concurrentLimit(),
                                placement.freeAllowance(),
                                unchecked));
            }
        };

        breaks(
                "the team's limit is not checked",
                WalletScenario.with(2).cash(2).limited(2, 1),
                protocol,
                "no spender is above its limits");
    }

    @Test
    void aRestThatReturnsToTheKeyAloneLeavesTheTeamsCounterTooHigh() {
        var protocol = new Mutant() {
            @Override
            Optional<Wallet> apply(Wallet wallet, Application application) {
                return super.apply(wallet, with(application, application.windows(), Set.of(WalletScenario.KEY)));
            }
        };

        breaks(
                "the rest returns to the key alone",
                WalletScenario.with(1).limited(1, 1),
                protocol,
                "a spender's counters are what is held and spent in their windows");
    }

    @Test
    void aRestThatReturnsAfterTheMonthGivesItsBudgetToTheNext() {
        var protocol = new Mutant() {
            @Override
            Optional<Wallet> apply(Wallet wallet, Application application) {
                var applied = super.apply(wallet, application);
                return application.windows().isEmpty()
                        ? applied.map(after -> spentLess(after, application.rest()))
                        : applied;
            }
        };

        breaks(
                "the rest returns after the end of the month",
                WalletScenario.with(1).limited(1, 1).aroundTheEndOfTheMonth(),
                protocol,
                "a spender's counters are what is held and spent in their windows");
    }

    private static Application with(Application application, Set<Window> windows, Set<SpenderId> spenders) {
        return new Application(
                application.key(),
                application.hold(),
                application.cost(),
                application.allowanceUsed(),
                application.sameDay(),
                windows,
                spenders);
    }

    private static Wallet spentLess(Wallet wallet, Money rest) {
        var keys = new HashMap<SpenderId, KeySpend>();
        wallet.keys()
                .forEach((spender, spend) -> keys.put(
                        spender,
                        new KeySpend(Map.of(
                                Window.DAY,
                                spend.in(Window.DAY),
                                Window.MONTH,
                                spend.in(Window.MONTH).minus(rest)))));
        return new Wallet(
                wallet.account(),
                wallet.freezes(),
                wallet.balance(),
                wallet.version(),
                wallet.counters(),
                wallet.holds(),
                keys);
    }

    private static Wallet changed(Wallet wallet, Money dailyLeft, Map<HoldKey, Hold> holds) {
        return new Wallet(
                wallet.account(),
                wallet.freezes(),
                wallet.balance(),
                wallet.version(),
                new DayCounters(wallet.day(), wallet.dailyLimit(), dailyLeft, wallet.freeLeft()),
                holds,
                wallet.keys());
    }
}
