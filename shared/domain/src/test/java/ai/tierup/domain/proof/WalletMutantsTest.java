package ai.tierup.domain.proof;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Application;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.Placement;
import ai.tierup.domain.wallet.Wallet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
