package ai.tierup.domain.idempotency;

import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.answer.KeptAnswer;

/** The outcome of a claim. */
public sealed interface ClaimOutcome {

    /** The key was free and now belongs to the claimant. */
    record Claimed() implements ClaimOutcome {}

    /** The same request was already answered. */
    record Answered(KeptAnswer answer) implements ClaimOutcome {}

    record Refused(ClaimRefusal reason) implements ClaimOutcome {}
}
