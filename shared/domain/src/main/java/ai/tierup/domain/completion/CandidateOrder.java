package ai.tierup.domain.completion;

import ai.tierup.domain.alarm.Alarms;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.ToolCallMemory;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.util.Iterator;
import java.util.Map;

/** Decides which candidates are asked and in which order, and builds the request to each. Safe for concurrent use. */
public final class CandidateOrder {

    private final ToolCallMemory toolCallMemory;
    private final EndUserTags endUserTags;
    private final Alarms alarms;
    private final ChatRules rules;

    public CandidateOrder(ToolCallMemory toolCallMemory, EndUserTags endUserTags, Alarms alarms, ChatRules rules) {
        this.toolCallMemory = toolCallMemory;
        this.endUserTags = endUserTags;
        this.alarms = alarms;
        this.rules = rules;
    }

    /** The upstream requests to make, in order. Each is built by {@code next()}, so that it carries the time left at that moment. */
    Iterator<UpstreamRequest> of(HeldRequest request) {
        var originals = recallToolCalls(request.call());
        return request
                .tier()
                .candidatesWith(request.call().request().conversation().needs())
                .stream()
                .map(candidate -> upstreamRequest(request, candidate, originals))
                .iterator();
    }

    private UpstreamRequest upstreamRequest(
            HeldRequest request, Candidate candidate, Map<String, OriginalToolCall> originals) {
        var call = request.call();
        var account = call.key().account();
        var cacheKey = call.request().cacheKey();
        return new UpstreamRequest(
                candidate,
                call.request().conversation(),
                candidate.nativeCap(request.outputCap()),
                call.request().stream(),
                endUserTags.tag(account, call.request().endUser()),
                cacheKey == null ? null : endUserTags.tag(account, cacheKey),
                originals,
                call.deadline().remaining().minus(rules.settleMargin()));
    }

    private Map<String, OriginalToolCall> recallToolCalls(ChatCall call) {
        var ids = call.request().conversation().toolCallIds();
        try {
            return ids.isEmpty() ? Map.of() : toolCallMemory.recall(call.key().account(), ids);
        } catch (RuntimeException e) {
            // The adapter invents ids that the model accepts, so the conversation can go on.
            alarms.raise(Alarm.TOOL_CALLS_FORGOTTEN, e.getClass().getName());
            return Map.of();
        }
    }
}
