package ai.tierup.domain.answer;

import java.time.Instant;

/** Why a request under a key is neither answered nor answered again. */
public sealed interface ClaimRefusal {

    /** @param since when the attempt that has the claim began */
    record InProgress(Instant since) implements ClaimRefusal {}

    /** The key stands for a request with another body, in progress or answered. */
    record OtherRequest() implements ClaimRefusal {}

    /** The same request has been answered, with more than is kept. */
    record AnswerTooLarge() implements ClaimRefusal {}

    /** The same request has been answered, in a form that nobody can read any more. */
    record AnswerUnreadable() implements ClaimRefusal {}

    /** It is not known whether the key is free. */
    record StoreFailed() implements ClaimRefusal {}
}
