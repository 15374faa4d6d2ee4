package ai.tierup.domain.proof;

import static ai.tierup.domain.proof.WalletScenario.ACCOUNT;
import static ai.tierup.domain.proof.WalletScenario.BOUND;
import static ai.tierup.domain.proof.WalletScenario.EXACT_BOUND;

import ai.tierup.domain.account.LimitedSpender;
import ai.tierup.domain.guardrail.TestGuardrail;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.OpenHold;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Hold;
import ai.tierup.domain.wallet.HoldKey;
import ai.tierup.domain.wallet.PlaceHold;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.WalletRules;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A request in a fresh environment, which places a hold, has the answer generated and settles the hold. */
record HandleRequest(RequestId id, Instant now, List<LimitedSpender> spenders, Protocol protocol) implements Program {

    @Override
    public void run(ReplayedWorld world) {
        var clock = InstantSource.fixed(now);
        var placeHold = new PlaceHold(world, TestGuardrail.unlimited(clock), world, clock, WalletRules.STANDARD);
        if (placeHold.place(ACCOUNT, id, BOUND, () -> EXACT_BOUND, now.plusSeconds(360), spenders)
                instanceof Placed(var key, var hold, var bound, var image, var draw)) {
            var cost = world.generate(new Call.Generate(key));
            protocol.settle(world, hold, record(key, hold, image.version(), Outcome.ANSWERED, cost));
        }
    }

    static UsageRecord record(HoldKey key, Hold hold, long version, Outcome outcome, Money cost) {
        return new UsageRecord(
                SettledHold.of(new OpenHold(ACCOUNT, key, hold, version)),
                new UsageRecord.Request(key.request().time(), null, null),
                outcome,
                null,
                UsageRecord.Consumption.UNKNOWN,
                new Costs(cost, Money.ZERO, cost),
                Money.ZERO,
                UsageRecord.Timing.UNKNOWN);
    }
}
