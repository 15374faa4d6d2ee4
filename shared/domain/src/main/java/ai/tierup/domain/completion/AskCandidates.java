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
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamFailure;
import ai.tierup.domain.upstream.UpstreamRequest;

/** Asks the candidates of a tier one after the other until one of them delivers something. Safe for concurrent use. */
public final class AskCandidates {

    private final CandidateOrder candidateOrder;
    private final Upstream upstream;
    private final ToolCallIds toolCallIds;
    private final ReasoningSeal seal;
    private final Alarms alarms;
    private final ChatRules rules;

    public AskCandidates(
            CandidateOrder candidateOrder,
            Upstream upstream,
            ToolCallIds toolCallIds,
            ReasoningSeal seal,
            Alarms alarms,
            ChatRules rules) {
        this.candidateOrder = candidateOrder;
        this.upstream = upstream;
        this.toolCallIds = toolCallIds;
        this.seal = seal;
        this.alarms = alarms;
        this.rules = rules;
    }

    /**
     * Relays the first answer to {@code client}. After its first delta no other candidate is asked, and none if the platform's pools do not
     * cover another attempt.
     */
    Attempts ask(HeldRequest request, AnswerWriter client, StreamCheckpoints checkpoints) {
        var deadline = request.call().deadline();
        var replacements = new Replacements(request.call().key().account(), toolCallIds, seal);
        var relay = new AnswerRelay(client, checkpoints, deadline, request.tier(), replacements, alarms, rules);
        var attempts = Attempts.NONE;
        for (var call : candidateOrder.of(request)) {
            if (relay.isTimeUp() || !isCovered(request, attempts)) {
                break;
            }
            attempts = ask(call, relay, attempts);
            var last = attempts.last();
            if (last.failed() == null || client.hasDelivered()) {
                return attempts;
            }
            if (last.failure() == UpstreamFailure.REFUSED_US) {
                alarms.raise(Alarm.UPSTREAM_REFUSED_US, last.candidate().name());
            }
        }
        return attempts.isEmpty()
                ? attempts.with(Attempt.notMade(request.tier().candidates().getFirst()))
                : attempts;
    }

    /**
     * Asks one candidate. If it refuses the request, it is asked once more without what an answer does not need: the parameters that only
     * tune it, and the state of earlier reasoning, which not every host of a model accepts from the others. The refusal is not among the
     * returned attempts: it costs nothing, and says nothing of the second request.
     */
    private Attempts ask(UpstreamRequest call, AnswerRelay relay, Attempts before) {
        var attempts = relay.relay(upstream, call, before);
        if (!attempts.last().isRefused() || relay.isTimeUp()) {
            return attempts;
        }
        var bare = call.withOnly(parameter -> !parameter.isTuning()).withoutReasoning();
        return bare.equals(call) ? attempts : relay.relay(upstream, bare, before);
    }

    /** Draws again what the last attempt has cost: the next one may cost as much as was drawn for the first. */
    private boolean isCovered(HeldRequest request, Attempts attempts) {
        var draw = request.placed().draw();
        try {
            return attempts.isEmpty() || draw.drawAgain(attempts.last().upstreamCost(draw.perAttempt()));
        } catch (RuntimeException e) {
            // What the attempts have cost is settled all the same.
            alarms.raise(Alarm.STORE_UNAVAILABLE, e.getClass().getName());
            return false;
        }
    }
}
