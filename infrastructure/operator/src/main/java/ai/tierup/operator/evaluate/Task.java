package ai.tierup.operator.evaluate;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.operator.grading.Grader;

/**
 * A task with exactly one rule of what is right.
 *
 * @param difficulty from 1 to 4
 * @param language the language of its request, such as {@code de}
 * @param maxOutputTokens cap of the answer, in neutral tokens
 */
record Task(
        String id,
        String category,
        int difficulty,
        String language,
        Conversation conversation,
        int maxOutputTokens,
        Grader grader) {}
