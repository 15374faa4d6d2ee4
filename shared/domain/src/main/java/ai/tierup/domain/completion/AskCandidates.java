package ai.tierup.domain.completion;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.AnswerRelay;
import ai.tierup.domain.answer.AnswerWriter;
import ai.tierup.domain.answer.Attempt;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.answer.StreamCheckpoints;
import ai.tierup.domain.id.ToolCallIds;
import ai.tierup.domain.upstream.Upstream;
import ai.tierup.domain.upstream.UpstreamFailure;
import org.jspecify.annotations.Nullable;

/** Asks the candidates of a tier one after the other until one of them delivers something. Safe for concurrent use. */
public final class AskCandidates {

    private final CandidateOrder candidateOrder;
    private final Upstream upstream;
    private final ToolCallIds toolCallIds;
    private final Alarms alarms;
    private final ChatRules rules;

    public AskCandidates(
            CandidateOrder candidateOrder, Upstream upstream, ToolCallIds toolCallIds, Alarms alarms, ChatRules rules) {
        this.candidateOrder = candidateOrder;
        this.upstream = upstream;
        this.toolCallIds = toolCallIds;
        this.alarms = alarms;
        this.rules = rules;
    }

    /**
     * Relays the first answer to {@code client}. After its first delta no other candidate is asked.
     *
     * @return the answer; if all candidates failed, the first failure that the customer can fix, otherwise the last failure
     */
    Attempt firstAnswer(HeldRequest request, AnswerWriter client, StreamCheckpoints checkpoints) {
        var deadline = request.call().deadline();
        var relay = new AnswerRelay(client, checkpoints, deadline, toolCallIds, alarms, rules);
        var attempt = Attempt.notMade(request.tier().candidates().getFirst());
        @Nullable Attempt customerError = null;
        for (var call : candidateOrder.of(request)) {
            if (relay.isTimeUp()) {
                break;
            }
            attempt = relay.relay(upstream, call);
            var failure = attempt.failure();
            if (failure == null || client.hasDelivered()) {
                return attempt;
            }
            if (failure == UpstreamFailure.REFUSED_US) {
                alarms.raise(Alarm.UPSTREAM_REFUSED_US, attempt.candidate().name());
            }
            if (failure.isCustomerError() && customerError == null) {
                customerError = attempt;
            }
        }
        return customerError == null ? attempt : customerError;
    }
}
