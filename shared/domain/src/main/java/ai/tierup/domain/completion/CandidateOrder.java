package ai.tierup.domain.completion;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.reasoning.ReasoningSeal;
import ai.tierup.domain.tier.Candidate;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.upstream.UpstreamRequest;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which candidates are asked and in which order, and builds the request to each. Safe for concurrent use. */
public final class CandidateOrder {

    private final ToolCallOriginals toolCallOriginals;
    private final EndUserTags endUserTags;
    private final ReasoningSeal seal;

    public CandidateOrder(ToolCallOriginals toolCallOriginals, EndUserTags endUserTags, ReasoningSeal seal) {
        this.toolCallOriginals = toolCallOriginals;
        this.endUserTags = endUserTags;
        this.seal = seal;
    }

    /**
     * The upstream requests to make, in order. The first goes to the candidate whose reasoning the conversation contains.
     *
     * @param preferred the name of the candidate that comes first otherwise, if the tier still has it; null for the tier's order
     */
    List<UpstreamRequest> of(HeldRequest request, @Nullable String preferred) {
        var account = request.call().key().account();
        var chat = request.call().request();
        var endUser = endUserTags.tag(account, chat.endUser());
        var session =
                chat.cacheKey() == null ? request.dialogue().sessionTag() : endUserTags.tag(account, chat.cacheKey());
        var salt = endUserTags.salt(account);
        var originals = toolCallOriginals.recall(account, chat.conversation().toolCallIds());
        var reasoning = EarlierReasoning.in(chat.conversation(), originals, state -> seal.open(account, state));
        var first = reasoning.latestCandidate().orElse(preferred);
        return candidatesFor(request).stream()
                .sorted(Comparator.comparing(candidate -> !candidate.name().equals(first)))
                .map(candidate -> new UpstreamRequest(
                        candidate,
                        CacheHints.salted(
                                candidate,
                                reasoning.forCandidate(conversationFor(candidate, request), candidate),
                                request.admission().input(),
                                salt),
                        candidate.nativeCap(request.outputCap()),
                        endUser,
                        session,
                        CacheHints.marks(
                                candidate,
                                chat.conversation(),
                                request.admission().input(),
                                request.dialogue()),
                        originals))
                .toList();
    }

    /**
     * The candidates that can serve the request. Those whose context is too small are left out: they would refuse it, which takes time. If
     * that is the case for all of them, none is left out, because our count of their tokens is an estimate.
     */
    private static List<Candidate> candidatesFor(HeldRequest request) {
        var able = request.tier()
                .candidatesWith(request.call().request().conversation().needs());
        var roomy = able.stream()
                .filter(candidate -> request.admission().fits(candidate, request.outputCap()))
                .toList();
        return roomy.isEmpty() ? able : roomy;
    }

    /**
     * The conversation with the settings that the candidate takes, and the level of reasoning effort that comes nearest. Whether there is reasoning effort is the tier's decision: otherwise a
     * cheap tier would give what a dearer one sells, as long as one model serves both.
     */
    private static Conversation conversationFor(Candidate candidate, HeldRequest request) {
        var conversation =
                request.call().request().conversation().withUniqueToolCallIds().withOnly(candidate::takes);
        return request.tier().capabilities().contains(Capability.REASONING_EFFORT)
                ? conversation.with(candidate.effortFor(conversation.sampling().reasoningEffort()))
                : conversation.withoutReasoningEffort();
    }
}
