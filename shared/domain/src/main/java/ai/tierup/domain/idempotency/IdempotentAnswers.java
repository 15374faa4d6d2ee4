package ai.tierup.domain.idempotency;

import ai.tierup.domain.answer.KeptAnswer;
import java.time.Instant;

/**
 * Store of the claims on idempotency keys and of the answers kept for them. An expired item counts as absent, even if it is still stored.
 */
public interface IdempotentAnswers {

    /** Claims the key if it is free at {@code now}. This is one write; repeating it for the same owner has the same outcome. */
    ClaimOutcome claim(Claim claim, Instant now);

    /**
     * Replaces the owner's claim by its answer, or by a mark that the answer is too large to keep. This is one write.
     *
     * @return false if the claim no longer belonged to the owner
     */
    boolean keep(Claim claim, KeptAnswer answer, Instant expiresAt);

    /** Frees the key if the owner still claims it. */
    void free(Claim claim);
}
