package ai.tierup.domain.completion;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.tier.TierId;
import org.jspecify.annotations.Nullable;

/**
 * A customer's request, independent of the API that it came through.
 *
 * @param maxOutputTokens cap in billed tokens, at least 1, lowered to the tier's maximum; null for the tier's default
 * @param stream whether the client wants the answer as a stream
 * @param endUser the customer's name for its own user; sent upstream only as an HMAC
 * @param cacheKey key shared by requests with a common prefix; sent upstream only as an HMAC
 */
public record ChatRequest(
        TierId tier,
        Conversation conversation,
        @Nullable Integer maxOutputTokens,
        boolean stream,
        @Nullable String endUser,
        @Nullable String cacheKey) {

    ChatRequest with(Conversation other) {
        return new ChatRequest(tier, other, maxOutputTokens, stream, endUser, cacheKey);
    }
}
