package ai.tierup.domain.completion;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.Attempt;
import ai.tierup.domain.answer.Attempts;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.answer.StreamCheckpoints;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.Costs;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.SettleHold.Settlement;
import ai.tierup.domain.usage.SettledHold;
import ai.tierup.domain.usage.TokenSource;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.usage.UsageRecord.Consumption;
import ai.tierup.domain.usage.UsageRecord.Request;
import ai.tierup.domain.usage.UsageRecord.Timing;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Closes a request: bills what it consumed, settles its hold and its draw on the platform's pools, marks its input as sent, and
 * remembers its tool calls. Safe for concurrent use.
 */
public final class CloseRequest {

    private final SettleHold settleHold;
    private final ToolCallOriginals toolCallOriginals;
    private final Checkpoints checkpoints;
    private final Executor background;
    private final Alarms alarms;
    private final InstantSource clock;
    private final ChatRules rules;

    /** @param background executor for work that must not block the streaming thread */
    public CloseRequest(
            SettleHold settleHold,
            ToolCallOriginals toolCallOriginals,
            Checkpoints checkpoints,
            Executor background,
            Alarms alarms,
            InstantSource clock,
            ChatRules rules) {
        this.settleHold = settleHold;
        this.toolCallOriginals = toolCallOriginals;
        this.checkpoints = checkpoints;
        this.background = background;
        this.alarms = alarms;
        this.clock = clock;
        this.rules = rules;
    }

    /** Checkpoints of the request's cost so far, written while its answer streams. */
    StreamCheckpoints checkpointsOf(HeldRequest request) {
        return new StreamCheckpoints(
                clock,
                rules.checkpointEvery(),
                background,
                alarms,
                attempts -> checkpoints.keep(checkpoint(request, attempts)));
    }

    /** Charges the customer and the pools for {@code attempts} and releases the rest of the hold and the draw. */
    Settlement close(HeldRequest request, Attempts attempts) {
        var requestName = request.call().id().publicName();
        var bill = request.bill(attempts);
        if (bill.aboveHold()) {
            alarms.raise(Alarm.COST_ABOVE_HOLD, requestName);
        }
        var draw = request.placed().draw();
        var poolCost = poolCost(request, bill.costs());
        var overrun = draw.overrun(poolCost, bill.costs().upstream());
        if (!overrun.isZero()) {
            alarms.raise(Alarm.COST_ABOVE_DRAW, requestName);
        }
        var attempt = attempts.deciding();
        // First, so that the returns to the pools are under way while the settlement is written.
        draw.settle(poolCost, bill.costs().upstream());
        if (attempt.isPaid()) {
            request.mark(attempt);
        }
        var settlement = settle(request, record(request, attempt, bill, overrun));
        toolCallOriginals.remember(request.call().key().account(), attempt.toolCalls());
        request.recognition().awaitMarkers();
        return settlement;
    }

    /** Settles the hold. If the store fails, the client gets its answer first, and {@link SettleAfterAnswer} tries again. */
    private Settlement settle(HeldRequest request, UsageRecord record) {
        try {
            return settleHold.settle(request.hold(), record);
        } catch (RuntimeException e) {
            return new Settlement(record, Optional.empty());
        }
    }

    private UsageRecord record(HeldRequest request, Attempt attempt, Bill bill, Money overrun) {
        var call = request.call();
        var startedAt = request.admission().startedAt();
        var finish = attempt.finish();
        return new UsageRecord(
                SettledHold.of(request.openHold()),
                new Request(startedAt, call.key().id(), call.channel()),
                finish == null ? Outcome.FAILED : Outcome.ANSWERED,
                finish,
                bill.consumption(),
                bill.costs(),
                overrun,
                new Timing(Duration.between(startedAt, clock.instant()), attempt.firstToken()));
    }

    /** The cost that the purse's pool bears: only the subsidy if the customer pays in cash, otherwise everything. */
    private static Money poolCost(HeldRequest request, Costs costs) {
        return request.hold().purse() == Purse.CASH ? costs.subsidy() : costs.upstream();
    }

    private static Consumption asCheckpoint(Consumption soFar) {
        return new Consumption(soFar.tokens(), TokenSource.CHECKPOINT, soFar.candidate(), soFar.nativeTokens());
    }

    private static Checkpoint checkpoint(HeldRequest request, Attempts attempts) {
        var call = request.call();
        var attempt = attempts.deciding();
        var bill = request.bill(attempts);
        return new Checkpoint(
                call.key().account(),
                request.placed().key(),
                call.key().id(),
                call.channel(),
                asCheckpoint(bill.consumption()),
                bill.costs(),
                attempt.firstToken());
    }
}
