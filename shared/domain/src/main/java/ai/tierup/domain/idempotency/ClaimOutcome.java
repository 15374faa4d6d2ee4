package ai.tierup.domain.idempotency;

import ai.tierup.domain.answer.ClaimRefusal;
import ai.tierup.domain.answer.KeptAnswer;

/** What came of a claim. */
public sealed interface ClaimOutcome {

    /** The key was free and is the claimant's now. */
    record Claimed() implements ClaimOutcome {}

    /** The same request has been answered. */
    record Answered(KeptAnswer answer) implements ClaimOutcome {}

    record Refused(ClaimRefusal reason) implements ClaimOutcome {}
}
