package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.usage.UsageRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The end of a complete answer. A repeated answer has the same one.
 *
 * @param tokens billed tokens
 * @param completedAt null if it is unknown, as for answers that earlier versions have kept
 */
public record AnswerEnd(
        FinishReason reason, TokenUsage tokens, @Nullable Instant completedAt) {

    /** The end of an answer as it was booked. */
    public static AnswerEnd of(FinishReason reason, UsageRecord record) {
        var total = record.timing().total();
        return new AnswerEnd(
                reason,
                record.tokens(),
                total == null ? null : record.request().createdAt().plus(total));
    }
}
