package ai.tierup.domain.upstream;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.tier.Candidate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to one candidate.
 *
 * @param maxOutputTokens in the candidate's native tokens
 * @param userTag stands for the customer's user
 * @param sessionTag the same for all requests of a conversation, or for all with the same cache key of the customer; null if unknown
 * @param cacheMarks the places up to which the prompt should be cached
 * @param originals the upstream ids of the conversation's tool calls, by our own id; forgotten ones are missing
 */
public record UpstreamRequest(
        Candidate candidate,
        Conversation conversation,
        int maxOutputTokens,
        String userTag,
        @Nullable String sessionTag,
        CacheMarks cacheMarks,
        Map<String, OriginalToolCall> originals) {

    public UpstreamRequest {
        originals = Map.copyOf(originals);
    }

    /** A request that marks nothing. */
    public UpstreamRequest(
            Candidate candidate,
            Conversation conversation,
            int maxOutputTokens,
            String userTag,
            @Nullable String sessionTag,
            Map<String, OriginalToolCall> originals) {
        this(candidate, conversation, maxOutputTokens, userTag, sessionTag, CacheMarks.NONE, originals);
    }

    /** Returns this request without the state of earlier reasoning. */
    public UpstreamRequest withoutReasoning() {
        return new UpstreamRequest(
                candidate,
                conversation.withoutReasoning(),
                maxOutputTokens,
                userTag,
                sessionTag,
                cacheMarks,
                originals);
    }

    /** Returns this request without what only tunes an answer: some parameters, and a reasoning effort that the candidate may not take. */
    public UpstreamRequest withoutTuning() {
        var plain = conversation.withOnly(parameter -> !parameter.isTuning());
        var bare = candidate.parameters().efforts() == null ? plain.withoutReasoningEffort() : plain;
        return new UpstreamRequest(candidate, bare, maxOutputTokens, userTag, sessionTag, cacheMarks, originals);
    }
}
