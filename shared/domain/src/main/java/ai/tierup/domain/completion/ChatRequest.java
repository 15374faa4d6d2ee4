package ai.tierup.domain.completion;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.tier.TierId;
import org.jspecify.annotations.Nullable;

/**
 * What a customer asks for.
 *
 * @param maxOutputTokens cap in billed tokens, at least 1; null for the tier's default
 * @param stream whether the answer is wanted as it is made
 * @param endUser the customer's own name for its user; goes upstream only as an HMAC
 * @param cacheKey what requests with a common beginning share; goes upstream only as an HMAC
 */
public record ChatRequest(
        TierId tier,
        Conversation conversation,
        @Nullable Integer maxOutputTokens,
        boolean stream,
        @Nullable String endUser,
        @Nullable String cacheKey) {}
