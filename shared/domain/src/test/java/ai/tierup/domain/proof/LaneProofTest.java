package ai.tierup.domain.proof;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests that lanes come and go in every order of events, and no money does. */
@Tag("proof")
class LaneProofTest {

    private static void holds(String what, LaneModel model) {
        Proof.holds("open/place/move/settle/close, " + what, model);
    }

    @Test
    void oneRequestInTwoLanes() {
        holds("1 request, 2 lanes", new LaneModel(2, 1, 2, false, new LaneRules()));
    }

    @Test
    void twoRequestsInTwoLanes() {
        holds("2 requests, 2 lanes", new LaneModel(2, 2, 3, false, new LaneRules()));
    }

    @Test
    void aFreezeReachesAllLanes() {
        holds("1 request, 2 lanes, a freeze", new LaneModel(2, 1, 2, true, new LaneRules()));
    }

    @Test
    void oneRequestInThreeLanes() {
        holds("1 request, 3 lanes", new LaneModel(3, 1, 2, false, new LaneRules()));
    }
}
