package ai.tierup.domain.answer;

import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every answer begins with.
 *
 * @param loweredCap the output cap when the wallet affords less than was asked for, else null
 */
public record AnswerHead(
        RequestId id,
        TierId tier,
        Instant createdAt,
        @Nullable Integer loweredCap) {}
