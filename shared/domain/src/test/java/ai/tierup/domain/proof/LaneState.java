package ai.tierup.domain.proof;

import ai.tierup.domain.wallet.LaneMove;
import ai.tierup.domain.wallet.Lanes;
import ai.tierup.domain.wallet.Wallet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A state of {@link LaneModel}.
 *
 * @param lanes images of the items of all lanes, without the counts of writes and moves, which would have no end
 * @param requests the lane in which each request was placed, or one of the constants
 * @param sent moves that were sent, and may arrive at any time, again and again
 * @param plan what the operator has seen
 * @param frozen lanes that the freeze has reached; negative before it begins
 */
record LaneState(List<Wallet> lanes, List<Integer> requests, Set<LaneMove> sent, Plan plan, int frozen) {

    /** The request was not placed yet, and may be at any time. */
    static final int TO_PLACE = -1;

    static final int NOT_FROZEN = -1;

    /**
     * What an operator has seen, and done since.
     *
     * @param seen lanes at that time
     * @param isOver whether nothing was left then in any closed lane
     * @param prepared lanes made ready since
     * @param isOutdated whether lanes were changed or money was moved since
     */
    record Plan(Lanes seen, boolean isOver, int prepared, boolean isOutdated) {

        static final Plan NONE = new Plan(Lanes.NONE, false, 0, true);

        Plan outdated() {
            return equals(NONE) ? this : new Plan(seen, isOver, prepared, true);
        }

        Plan afterPreparing() {
            return new Plan(seen, isOver, prepared + 1, isOutdated);
        }
    }

    Wallet main() {
        return lanes.getFirst();
    }

    LaneState with(Wallet image) {
        var changed = new ArrayList<>(lanes);
        changed.set(image.lane(), image);
        return new LaneState(List.copyOf(changed), requests, sent, plan, frozen);
    }

    LaneState withRequest(int index, int lane) {
        var changed = new ArrayList<>(requests);
        changed.set(index, lane);
        return new LaneState(lanes, List.copyOf(changed), sent, plan, frozen);
    }

    LaneState sending(LaneMove move) {
        var more = new HashSet<>(sent);
        more.add(move);
        return new LaneState(lanes, requests, Set.copyOf(more), plan, frozen);
    }

    LaneState with(Plan changed) {
        return new LaneState(lanes, requests, sent, changed, frozen);
    }

    LaneState withFrozen(int reached) {
        return new LaneState(lanes, requests, sent, plan, reached);
    }
}
