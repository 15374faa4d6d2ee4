package ai.tierup.domain.proof;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.LaneMove;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.Wallet;
import java.util.Optional;

/** The rules of lanes that {@link LaneModel} is about. A mutant overrides one. */
class LaneRules {

    /** The lane in which a hold is settled that was placed in {@code placedIn}. */
    int settledIn(int placedIn) {
        return placedIn;
    }

    Optional<Wallet> take(LaneMove move, Wallet source) {
        return move.takenFrom(source);
    }

    Optional<Wallet> give(LaneMove move, Wallet target) {
        return move.givenTo(target);
    }

    /** Whether one lane gets what the other cannot give, or the other way round. A transaction writes both or neither. */
    boolean movesHalf() {
        return false;
    }

    /** Whether the lanes may be changed by an operator who has seen {@code plan}. */
    boolean mayDivide(LaneState.Plan plan, Wallet main, Lanes next) {
        return !plan.isOutdated() && (next.open() <= plan.seen().open() || !main.isFrozen());
    }

    /** Whether nothing is left in a lane that is to be taken away. */
    boolean isOver(Wallet lane) {
        return lane.isFrozen()
                && lane.holds().isEmpty()
                && lane.credits().isZero()
                && lane.dailyLimit().isZero()
                && lane.dailyLeft().isZero();
    }

    /** All that a closed lane can give to lane 0. */
    LaneMove all(Wallet lane) {
        var isEmpty = lane.holds().isEmpty();
        return new LaneMove(
                lane.lane(),
                0,
                lane.day(),
                lane.cash(),
                isEmpty ? lane.dailyLimit() : lane.dailyLeft(),
                lane.dailyLeft(),
                isEmpty ? lane.debits() : Money.ZERO);
    }
}
