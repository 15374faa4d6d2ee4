package ai.tierup.domain.proof;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Balance;
import ai.tierup.domain.wallet.DayCounters;
import ai.tierup.domain.wallet.LaneMove;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.Wallet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that each rule of lanes is needed, because money is lost or overspent without it. */
class LaneMutantsTest {

    private static final String INVISIBLE = "broken: all money and all of the limit are in lanes of the wallet";
    private static final String LOST = "broken: no money is lost or created";

    private static void breaks(String mutant, LaneRules rules, String violation) {
        Proof.breaks(mutant, new LaneModel(2, 1, 2, false, rules), violation);
    }

    @Test
    void aMoveThatTheGiverCannotPayLeavesADebt() {
        var rules = new LaneRules() {
            @Override
            Optional<Wallet> take(LaneMove move, Wallet source) {
                return super.take(move, source)
                        .or(() -> Optional.of(overdrawn(move, source))
                                .filter(taken -> source.lanes().areUsed()));
            }
        };

        breaks("a move without a condition on the giver", rules, "broken: each lane is balanced and has no debt");
    }

    private static Wallet overdrawn(LaneMove move, Wallet source) {
        return new Wallet(
                source.account(),
                source.freezes(),
                new Balance(
                        source.cash().minus(move.cash()),
                        Money.ZERO,
                        source.credits().minus(move.credits()),
                        source.debits().minus(move.debits())),
                source.version(),
                new DayCounters(
                        source.day(),
                        source.dailyLimit().minus(move.limit()),
                        source.dailyLeft().minus(move.left()),
                        source.freeLeft()),
                source.holds(),
                Map.of(),
                source.lanes());
    }

    @Test
    void aMoveOfWhichHalfIsWrittenLosesOrCreatesMoney() {
        var rules = new LaneRules() {
            @Override
            boolean movesHalf() {
                return true;
            }
        };

        breaks("a move by two writes", rules, LOST);
    }

    @Test
    void aMoveToALaneThatIsNotPartOfTheWalletHidesMoney() {
        var rules = new LaneRules() {
            @Override
            Optional<Wallet> take(LaneMove move, Wallet source) {
                return source.lane() > 0
                        ? super.take(move, source)
                        : super.take(move, source.divided(new Lanes(2, 2, 0)))
                                .map(taken -> taken.divided(source.lanes()));
            }
        };

        breaks("a move to any lane", rules, INVISIBLE);
    }

    @Test
    void aLaneTakenAwayAsItWasLongAgoHidesMoney() {
        var rules = new LaneRules() {
            @Override
            boolean mayDivide(LaneState.Plan plan, Wallet main, Lanes next) {
                return true;
            }
        };

        breaks("lanes changed without a condition", rules, INVISIBLE);
    }

    @Test
    void aLaneTakenAwayWithAHoldHidesItsMoney() {
        var rules = new LaneRules() {
            @Override
            boolean isOver(Wallet lane) {
                return lane.isFrozen() && lane.cash().isZero();
            }
        };

        breaks("a lane taken away with holds", rules, INVISIBLE);
    }

    @Test
    void aHoldSettledInAnotherLaneStaysForEver() {
        var rules = new LaneRules() {
            @Override
            int settledIn(int placedIn) {
                return 0;
            }
        };

        breaks("a hold settled in lane 0", rules, "broken: every hold can be settled");
    }

    @Test
    void aFrozenWalletThatIsDividedFurtherSpends() {
        var rules = new LaneRules() {
            @Override
            boolean mayDivide(LaneState.Plan plan, Wallet main, Lanes next) {
                return !plan.isOutdated();
            }
        };

        Proof.breaks(
                "a frozen wallet divided further",
                new LaneModel(2, 1, 2, true, rules),
                "broken: a frozen wallet has no lane that spends");
    }

    /** Without the rest of its debits, the sums of the wallet would be wrong once the lane is gone. */
    @Test
    void aLaneTakenAwayWithItsDebitsChangesTheSums() {
        var rules = new LaneRules() {
            @Override
            boolean isOver(Wallet lane) {
                return lane.frozenBy().equals(Set.of("closed"))
                        && lane.holds().isEmpty()
                        && lane.cash().isZero();
            }

            @Override
            LaneMove all(Wallet lane) {
                return new LaneMove(
                        lane.lane(), 0, lane.day(), lane.cash(), lane.dailyLeft(), lane.dailyLeft(), Money.ZERO);
            }
        };

        breaks("a lane taken away with its debits", rules, INVISIBLE);
    }
}
