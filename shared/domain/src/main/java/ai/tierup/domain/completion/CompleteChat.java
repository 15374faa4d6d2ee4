package ai.tierup.domain.completion;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.AnswerRelay;
import ai.tierup.domain.answer.AnswerSink;
import ai.tierup.domain.answer.Attempt;
import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.answer.StreamCheckpoints;
import ai.tierup.domain.conversation.InputSize;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.ToolCallMemory;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import ai.tierup.domain.usage.Checkpoint;
import ai.tierup.domain.usage.Checkpoints;
import ai.tierup.domain.usage.Outcome;
import ai.tierup.domain.usage.SettleHold;
import ai.tierup.domain.usage.SettleHold.Settlement;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.HoldBound;
import ai.tierup.domain.wallet.PlaceHold;
import ai.tierup.domain.wallet.PlaceOutcome.Placed;
import ai.tierup.domain.wallet.PlaceOutcome.Refused;
import ai.tierup.domain.wallet.Purse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The story of a request: admit it, hold what it can cost at most, let the candidates of its tier answer in order, settle what it
 * did cost, and tell the client. Safe for concurrent use.
 */
public final class CompleteChat {

    private final TierCatalogue catalogue;
    private final PlaceHold placeHold;
    private final SettleHold settleHold;
    private final Checkpoints checkpoints;
    private final Executor background;
    private final Upstream upstream;
    private final ToolCallMemory toolCallMemory;
    private final ToolCallIds toolCallIds;
    private final EndUserTags endUserTags;
    private final Alarms alarms;
    private final InstantSource clock;
    private final ChatRules rules;

    /** @param background runs what the streaming thread shall not wait for */
    public CompleteChat(
            TierCatalogue catalogue,
            PlaceHold placeHold,
            SettleHold settleHold,
            Checkpoints checkpoints,
            Executor background,
            Upstream upstream,
            ToolCallMemory toolCallMemory,
            ToolCallIds toolCallIds,
            EndUserTags endUserTags,
            Alarms alarms,
            InstantSource clock,
            ChatRules rules) {
        this.catalogue = catalogue;
        this.placeHold = placeHold;
        this.settleHold = settleHold;
        this.checkpoints = checkpoints;
        this.background = background;
        this.upstream = upstream;
        this.toolCallMemory = toolCallMemory;
        this.toolCallIds = toolCallIds;
        this.endUserTags = endUserTags;
        this.alarms = alarms;
        this.clock = clock;
        this.rules = rules;
    }

    /** Answers {@code call} into {@code sink}, or tells it why not. When this returns, nothing is held any more. */
    public ChatEnd complete(ChatCall call, AnswerSink sink) {
        var startedAt = clock.instant();
        var tier = catalogue.live().tier(call.request().tier());
        var input = InputSize.of(call.request().conversation());
        var objection = objectionTo(call, tier, input);
        if (objection.isPresent()) {
            return refuse(objection.get(), sink);
        }
        var expiresAt = startedAt.plus(call.deadline().remaining()).plus(rules.holdMargin());
        var bound = new HoldBound(tier, tier.largestFactor().billed(input.boundTokens()), outputCap(call, tier));
        return switch (placeHold.place(call.key().account(), call.id(), bound, expiresAt, call.key().limited())) {
            case Refused(var reason) -> refuse(new ChatRefusal.NotPlaced(reason), sink);
            case Placed placed -> answer(call, tier, input, startedAt, placed, sink);
        };
    }

    private Optional<ChatRefusal> objectionTo(ChatCall call, Tier tier, InputSize input) {
        if (!call.key().allows(tier.id())) {
            return Optional.of(new ChatRefusal.TierNotAllowed(tier));
        }
        if (outputCap(call, tier) > tier.maxOutputTokens()) {
            return Optional.of(new ChatRefusal.OutputCapTooLarge(tier));
        }
        var needs = call.request().conversation().needs();
        if (!tier.capabilities().containsAll(needs)) {
            var missing = EnumSet.copyOf(needs);
            missing.removeAll(tier.capabilities());
            return Optional.of(new ChatRefusal.Unsupported(tier, missing));
        }
        return input.certainlyExceeds(tier.contextTokens())
                ? Optional.of(new ChatRefusal.ContextTooLong(tier))
                : Optional.empty();
    }

    private static int outputCap(ChatCall call, Tier tier) {
        var asked = call.request().maxOutputTokens();
        return asked == null ? tier.defaultOutputTokens() : asked;
    }

    private static ChatEnd refuse(ChatRefusal refusal, AnswerSink sink) {
        sink.fail(refusal);
        return new ChatEnd.Refused(refusal);
    }

    private ChatEnd answer(
            ChatCall call, Tier tier, InputSize input, Instant startedAt, Placed placed, AnswerSink sink) {
        var cap = placed.bound().outputTokens();
        var head = new AnswerHead(call.id(), tier.id(), startedAt, cap < outputCap(call, tier) ? cap : null);
        var checkpoints = new StreamCheckpoints(clock, rules.checkpointEvery(), background, alarms, attempt -> {
            var bill = Bill.of(attempt, input, tier, placed.hold());
            this.checkpoints.keep(checkpoint(call, placed, attempt, bill));
        });
        var relay = new AnswerRelay(clock, rules, alarms, toolCallIds, call.deadline(), sink, head, checkpoints);
        var attempt = firstAnswer(call, tier, cap, relay);
        var bill = Bill.of(attempt, input, tier, placed.hold());
        if (bill.aboveHold()) {
            alarms.raise(Alarm.COST_ABOVE_HOLD, call.id().publicName());
        }
        rememberToolCalls(call, attempt);
        var overrun = placed.draw().overrun(poolCost(placed, bill), bill.upstreamCost());
        if (!overrun.isZero()) {
            alarms.raise(Alarm.COST_ABOVE_DRAW, call.id().publicName());
        }
        var settlement = settle(placed, record(call, placed, attempt, bill, overrun, startedAt));
        placed.draw().settle(poolCost(placed, bill), bill.upstreamCost());
        var finish = attempt.finish();
        if (finish != null) {
            relay.begin();
            sink.finish(finish, settlement.record());
        } else {
            sink.fail(
                    refusal(tier, attempt.failure(), !settlement.record().cost().isZero()));
        }
        return new ChatEnd.Settled(settlement.record(), settlement.image());
    }

    /** Tries the candidates in order until one delivers something; after its first delta nobody else may answer. */
    private Attempt firstAnswer(ChatCall call, Tier tier, int cap, AnswerRelay relay) {
        var originals = recallToolCalls(call);
        @Nullable Attempt customers = null;
        var attempt = notAttempted(tier.candidates().getFirst());
        for (var candidate : candidates(call, tier)) {
            if (relay.isTimeUp()) {
                break;
            }
            attempt = relay.relay(upstream, upstreamRequest(call, candidate, cap, originals));
            var failure = attempt.failure();
            if (failure == null || relay.hasDelivered()) {
                return attempt;
            }
            if (failure == UpstreamFailure.REFUSED_US) {
                alarms.raise(Alarm.UPSTREAM_REFUSED_US, candidate.name());
            }
            if (failure.isCustomers() && customers == null) {
                customers = attempt;
            }
        }
        return customers == null ? attempt : customers;
    }

    private static List<Candidate> candidates(ChatCall call, Tier tier) {
        return tier.candidatesWith(call.request().conversation().needs());
    }

    private static Attempt notAttempted(Candidate candidate) {
        return new Attempt(candidate, 0, null, null, UpstreamFailure.UNAVAILABLE, null, Map.of());
    }

    private UpstreamRequest upstreamRequest(
            ChatCall call, Candidate candidate, int cap, Map<String, OriginalToolCall> originals) {
        var request = call.request();
        var account = call.key().account();
        var cacheKey = request.cacheKey();
        return new UpstreamRequest(
                candidate,
                request.conversation(),
                candidate.nativeCap(cap),
                request.stream(),
                endUserTags.tag(account, request.endUser()),
                cacheKey == null ? null : endUserTags.tag(account, cacheKey),
                originals,
                call.deadline().remaining().minus(rules.settleMargin()));
    }

    private Map<String, OriginalToolCall> recallToolCalls(ChatCall call) {
        var ids = call.request().conversation().toolCallIds();
        try {
            return ids.isEmpty() ? Map.of() : toolCallMemory.recall(call.key().account(), ids);
        } catch (RuntimeException e) {
            // The adapter makes ids up that the model accepts, so the conversation can go on.
            alarms.raise(Alarm.TOOL_CALLS_FORGOTTEN, e.getClass().getName());
            return Map.of();
        }
    }

    private void rememberToolCalls(ChatCall call, Attempt attempt) {
        try {
            if (!attempt.toolCalls().isEmpty()) {
                toolCallMemory.remember(call.key().account(), attempt.toolCalls());
            }
        } catch (RuntimeException e) {
            alarms.raise(Alarm.TOOL_CALLS_FORGOTTEN, e.getClass().getName());
        }
    }

    /** The answer has been given by now: when the store fails here the hold stays for the sweeper, and the client is not told off. */
    private Settlement settle(Placed placed, UsageRecord record) {
        try {
            return settleHold.settle(placed.hold(), record);
        } catch (RuntimeException e) {
            alarms.raise(Alarm.SETTLEMENT_FAILED, placed.key().toString());
            return new Settlement(record, Optional.empty());
        }
    }

    private UsageRecord record(
            ChatCall call, Placed placed, Attempt attempt, Bill bill, Money overrun, Instant startedAt) {
        var finish = attempt.finish();
        return new UsageRecord(
                call.key().account(),
                placed.key(),
                placed.hold().day(),
                placed.image().version(),
                startedAt,
                placed.hold().tier(),
                call.key().id(),
                call.request().stream(),
                finish == null ? Outcome.FAILED : Outcome.ANSWERED,
                finish == null ? null : finish.publicName(),
                bill.tokens(),
                bill.source(),
                bill.cost(),
                bill.allowanceUsed(),
                placed.hold().purse(),
                placed.hold().purse().pool(),
                Duration.between(startedAt, clock.instant()),
                attempt.firstToken(),
                attempt.candidate().name(),
                bill.upstreamCost(),
                overrun);
    }

    /** What the pool of the purse bears: all of it, or, where the customer pays in cash, the difference. */
    private static Money poolCost(Placed placed, Bill bill) {
        return placed.hold().purse() == Purse.CASH
                ? bill.upstreamCost().minus(bill.cost()).orZeroIfNegative()
                : bill.upstreamCost();
    }

    private static Checkpoint checkpoint(ChatCall call, Placed placed, Attempt attempt, Bill bill) {
        return new Checkpoint(
                call.key().account(),
                placed.key(),
                call.key().id(),
                call.request().stream(),
                bill.tokens(),
                bill.cost(),
                bill.allowanceUsed(),
                attempt.firstToken(),
                attempt.candidate().name(),
                bill.upstreamCost());
    }

    private static ChatRefusal refusal(Tier tier, @Nullable UpstreamFailure failure, boolean charged) {
        return switch (failure == null ? UpstreamFailure.UNAVAILABLE : failure) {
            case CONTEXT_TOO_LONG -> new ChatRefusal.ContextTooLong(tier);
            case CONTENT_POLICY -> new ChatRefusal.ContentPolicy();
            case INVALID_REQUEST -> new ChatRefusal.NotAccepted();
            case TIMED_OUT -> new ChatRefusal.UpstreamTimeout(charged);
            case UNAVAILABLE, REFUSED_US -> new ChatRefusal.UpstreamUnavailable(charged);
        };
    }
}
