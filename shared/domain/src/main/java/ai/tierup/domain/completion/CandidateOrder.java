package ai.tierup.domain.completion;

import ai.tierup.domain.answer.ChatRules;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.util.Iterator;
import java.util.Map;

/** Decides which candidates are asked and in which order, and builds the request to each. Safe for concurrent use. */
public final class CandidateOrder {

    private final ToolCallOriginals toolCallOriginals;
    private final EndUserTags endUserTags;
    private final ChatRules rules;

    public CandidateOrder(ToolCallOriginals toolCallOriginals, EndUserTags endUserTags, ChatRules rules) {
        this.toolCallOriginals = toolCallOriginals;
        this.endUserTags = endUserTags;
        this.rules = rules;
    }

    /** The upstream requests to make, in order. Each is built by {@code next()}, so that it carries the time left at that moment. */
    Iterator<UpstreamRequest> of(HeldRequest request) {
        var call = request.call();
        var originals = toolCallOriginals.recall(
                call.key().account(), call.request().conversation().toolCallIds());
        return request
                .tier()
                .candidatesWith(call.request().conversation().needs())
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
}
