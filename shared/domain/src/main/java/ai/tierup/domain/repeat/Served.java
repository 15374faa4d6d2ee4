package ai.tierup.domain.repeat;

import ai.tierup.domain.conversation.Message;
import org.jspecify.annotations.Nullable;

/**
 * A request that was paid for, in neutral tokens.
 *
 * @param candidate name of the candidate that read it
 * @param openingTokens tokens of its block 0
 * @param inputTokens tokens of all its blocks
 * @param answer its answer as the client will send it back; null if there is none, or if it is incomplete
 * @param answerTokens tokens of {@code answer} as a message
 */
public record Served(
        String candidate,
        long openingTokens,
        long inputTokens,
        @Nullable Message answer,
        long answerTokens) {}
