package ai.tierup.domain.answer;

import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The start of an answer.
 *
 * @param loweredCap the output cap in billed tokens if it is lower than requested, by the tier's maximum or the wallet; otherwise null
 * @param input the tokens of the input, if they were counted when the answer began; otherwise null
 */
public record AnswerHead(
        RequestId id,
        TierId tier,
        Instant createdAt,
        @Nullable Integer loweredCap,
        @Nullable TokenUsage input) {

    /** A start at which the input was not counted yet. */
    public AnswerHead(RequestId id, TierId tier, Instant createdAt, @Nullable Integer loweredCap) {
        this(id, tier, createdAt, loweredCap, null);
    }

    /** This start with the tokens of the input. */
    public AnswerHead withInput(@Nullable TokenUsage counted) {
        return new AnswerHead(id, tier, createdAt, loweredCap, counted);
    }
}
