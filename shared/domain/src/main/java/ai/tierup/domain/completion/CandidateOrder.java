package ai.tierup.domain.completion;

import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.upstream.OriginalToolCall;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.util.List;
import java.util.Map;

/** Decides which candidates are asked and in which order, and builds the request to each. Safe for concurrent use. */
public final class CandidateOrder {

    private final ToolCallOriginals toolCallOriginals;
    private final EndUserTags endUserTags;

    public CandidateOrder(ToolCallOriginals toolCallOriginals, EndUserTags endUserTags) {
        this.toolCallOriginals = toolCallOriginals;
        this.endUserTags = endUserTags;
    }

    /** The upstream requests to make, in order. */
    List<UpstreamRequest> of(HeldRequest request) {
        var call = request.call();
        var originals = toolCallOriginals.recall(
                call.key().account(), call.request().conversation().toolCallIds());
        return request.tier().candidatesWith(call.request().conversation().needs()).stream()
                .map(candidate -> upstreamRequest(request, candidate, originals))
                .toList();
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
                endUserTags.tag(account, call.request().endUser()),
                cacheKey == null ? null : endUserTags.tag(account, cacheKey),
                originals);
    }
}
