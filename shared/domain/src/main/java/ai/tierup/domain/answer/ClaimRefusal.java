package ai.tierup.domain.answer;

import java.time.Instant;

/** The reason a request with an idempotency key gets neither a new answer nor a replay. */
public sealed interface ClaimRefusal {

    /** @param since when the attempt that holds the claim began */
    record InProgress(Instant since) implements ClaimRefusal {}

    /** The key was used for a request with a different body, which is in progress or answered. */
    record OtherRequest() implements ClaimRefusal {}

    /** The same request was answered, but the answer was too large to keep. */
    record AnswerTooLarge() implements ClaimRefusal {}

    /** The same request was answered, but the format of the kept answer can no longer be read. */
    record AnswerUnreadable() implements ClaimRefusal {}

    /** The store failed, so it is unknown whether the key is free. */
    record StoreFailed() implements ClaimRefusal {}
}
