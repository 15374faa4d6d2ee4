package ai.tierup.domain.proof;

import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;

/** The sweep of a hold that a scan has found in an image of {@code version}, at any time after that. */
record SweepHold(HoldKey key, Hold hold, long version, Protocol protocol) implements Program {

    @Override
    public void run(ReplayedWorld world) {
        var cost = world.checkpoint(new Call.ReadCheckpoint(key));
        protocol.settle(world, hold, HandleRequest.record(key, hold, version, Outcome.EXPIRED, cost));
    }
}
