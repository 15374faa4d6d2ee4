package ai.tierup.domain.completion;

import ai.tierup.domain.upstream.UpstreamRequest;
import java.util.List;

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
        var account = request.call().key().account();
        var chat = request.call().request();
        var endUser = endUserTags.tag(account, chat.endUser());
        var cacheKey = chat.cacheKey() == null ? null : endUserTags.tag(account, chat.cacheKey());
        var originals = toolCallOriginals.recall(account, chat.conversation().toolCallIds());
        return request.tier().candidatesWith(chat.conversation().needs()).stream()
                .map(candidate -> new UpstreamRequest(
                        candidate,
                        chat.conversation().withOnly(candidate::takes),
                        candidate.nativeCap(request.outputCap()),
                        endUser,
                        cacheKey,
                        originals))
                .toList();
    }
}
