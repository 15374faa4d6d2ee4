package ai.tierup.domain.answer;

import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The start of an answer.
 *
 * @param loweredCap the output cap in billed tokens if it is lower than requested, by the tier's maximum or the wallet; otherwise null
 */
public record AnswerHead(
        RequestId id,
        TierId tier,
        Instant createdAt,
        @Nullable Integer loweredCap) {}
