package ai.tierup.domain.completion;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.AnswerRelay;
import ai.tierup.domain.answer.AnswerWriter;
import ai.tierup.domain.answer.Attempt;
import ai.tierup.domain.answer.Attempts;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.answer.Replacements;
import ai.tierup.domain.answer.StreamCheckpoints;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.reasoning.ReasoningSeal;
import ai.tierup.domain.routing.Breakers;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the candidates of a tier one after the other until one of them delivers something. Candidates that are ill are left out, unless there
 * is no other. Safe for concurrent use.
 */
public final class AskCandidates {

    private final CandidateOrder candidateOrder;
    private final Breakers breakers;
    private final Upstream upstream;
    private final ToolCallIds toolCallIds;
    private final ReasoningSeal seal;
    private final Alarms alarms;
    private final ChatRules rules;

    public AskCandidates(
            CandidateOrder candidateOrder,
            Breakers breakers,
            Upstream upstream,
            ToolCallIds toolCallIds,
            ReasoningSeal seal,
            Alarms alarms,
            ChatRules rules) {
        this.candidateOrder = candidateOrder;
        this.breakers = breakers;
        this.upstream = upstream;
        this.toolCallIds = toolCallIds;
        this.seal = seal;
        this.alarms = alarms;
        this.rules = rules;
    }

    /**
     * Relays the first answer to {@code client}. After its first delta no other candidate is asked, and none if the platform's pools do not
     * cover another attempt, or if too many requests had to be sent to another candidate of late.
     *
     * @param preferred the name of the candidate to ask first; null for the tier's order
     */
    Attempts ask(HeldRequest request, @Nullable String preferred, AnswerWriter client, StreamCheckpoints checkpoints) {
        var deadline = request.call().deadline();
        var replacements = new Replacements(
                request.call().key().account(),
                toolCallIds,
                seal,
                request.call().request().conversation().allowsParallelCalls());
        var relay = new AnswerRelay(client, checkpoints, deadline, request.tier(), replacements, alarms, rules);
        var calls = calls(request, preferred);
        var attempts = Attempts.NONE;
        for (var call : calls) {
            if (breakers.admits(call.candidate())) {
                if (!mayAsk(request, relay, attempts)) {
                    break;
                }
                attempts = ask(call, relay, attempts);
                if (attempts.last().failed() == null || client.hasDelivered()) {
                    return attempts;
                }
            }
        }
        if (!attempts.isEmpty()) {
            return attempts;
        }
        return calls.isEmpty() || relay.isTimeUp()
                ? attempts.with(Attempt.notMade(request.tier().candidates().getFirst()))
                : ask(leastIll(calls), relay, attempts);
    }

    /** Returns the requests to the candidates; none if they cannot be built. No model was asked then, so the hold is to be settled for nothing. */
    private List<UpstreamRequest> calls(HeldRequest request, @Nullable String preferred) {
        try {
            return candidateOrder.of(request, preferred);
        } catch (RuntimeException e) {
            alarms.raise(Alarm.INTERNAL_ERROR, e.getClass().getName());
            return List.of();
        }
    }

    private UpstreamRequest leastIll(List<UpstreamRequest> calls) {
        var candidate =
                breakers.leastIll(calls.stream().map(UpstreamRequest::candidate).toList());
        return calls.stream()
                .filter(call -> call.candidate().equals(candidate))
                .findFirst()
                .orElseThrow();
    }

    private boolean mayAsk(HeldRequest request, AnswerRelay relay, Attempts before) {
        return !relay.isTimeUp() && (before.isEmpty() || (mayRetry(before.last()) && isCovered(request, before)));
    }

    /** Requests that a candidate does not take use up no retries, or one customer's could take them from all the others. */
    private boolean mayRetry(Attempt last) {
        var failure = last.failure();
        return failure == null || !failure.isIllness() || breakers.takeRetry();
    }

    private Attempts ask(UpstreamRequest call, AnswerRelay relay, Attempts before) {
        var asked = breakers.asked(call.candidate());
        var attempts = askAdapted(call, relay, before);
        report(asked, attempts.last());
        return attempts;
    }

    private void report(Breakers.Asked asked, Attempt attempt) {
        var failed = attempt.failed();
        if (failed == null) {
            breakers.succeeded(asked);
        } else if (failed.failure().isIllness()) {
            breakers.failed(asked, failed.retryAfter());
        }
        if (attempt.failure() == UpstreamFailure.REFUSED_US) {
            alarms.raise(Alarm.UPSTREAM_REFUSED_US, asked.candidate().name());
        } else if (attempt.failure() == UpstreamFailure.MODEL_REFUSED) {
            alarms.raise(Alarm.MODEL_REFUSED, asked.candidate().name());
        }
    }

    /**
     * Asks one candidate. If it refuses the request, it is asked once more without what an answer does not need: the settings that only
     * tune it, and the state of earlier reasoning, which not every host of a model accepts from the others. The refusal is not among the
     * returned attempts: it costs nothing, and says nothing of the second request.
     */
    private Attempts askAdapted(UpstreamRequest call, AnswerRelay relay, Attempts before) {
        var attempts = relay.relay(upstream, call, before);
        if (!attempts.last().isRefused() || relay.isTimeUp()) {
            return attempts;
        }
        var bare = call.withoutTuning().withoutReasoning();
        return bare.equals(call) ? attempts : relay.relayAgain(upstream, bare, before);
    }

    /** Draws again what the last attempt has cost: the next one may cost as much as was drawn for the first. */
    private boolean isCovered(HeldRequest request, Attempts attempts) {
        var draw = request.placed().draw();
        try {
            return draw.drawAgain(attempts.last().upstreamCost(draw.perAttempt()));
        } catch (RuntimeException e) {
            // What the attempts have cost is settled all the same.
            alarms.raise(Alarm.STORE_UNAVAILABLE, e.getClass().getName());
            return false;
        }
    }
}
