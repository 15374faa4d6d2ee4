package ai.tierup.domain.idempotency;

import ai.tierup.domain.answer.KeptAnswer;
import java.time.Instant;

/** Who may answer the request under a key, and what was answered. What has expired is not there, whatever the store still has. */
public interface IdempotentAnswers {

    /** Claims the key if it is free at {@code now}. One write; repeated by the same owner it has the same outcome. */
    ClaimOutcome claim(Claim claim, Instant now);

    /**
     * Replaces the owner's claim with its answer, or with a mark that the answer is too large to be kept. One write.
     *
     * @return false when the claim was not the owner's any more
     */
    boolean keep(Claim claim, KeptAnswer answer, Instant expiresAt);

    /** Gives the key back if it is still claimed by the owner. */
    void free(Claim claim);
}
