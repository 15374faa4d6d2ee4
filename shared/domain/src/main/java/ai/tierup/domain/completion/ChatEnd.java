package ai.tierup.domain.completion;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Wallet;
import java.util.Optional;

/** The outcome of a request, for logs and metrics. */
public sealed interface ChatEnd {

    /**
     * The request was refused.
     *
     * @param mayHold whether a hold may have been placed all the same, because the store gave no answer
     */
    record Refused(ChatRefusal refusal, boolean mayHold) implements ChatEnd {

        /** Certainly nothing is held. */
        public Refused(ChatRefusal refusal) {
            this(refusal, false);
        }
    }

    /** The answer of an earlier request was sent again. Nothing was held and nothing is charged. */
    record Replayed(KeptAnswer answer) implements ChatEnd {}

    /**
     * The request has ended, with or without an answer, and its hold was settled, unless the store failed.
     *
     * @param image the wallet without the hold; empty if it is not known, as when the store failed
     * @param failedAttempts number of attempts after which another candidate was asked
     */
    record Settled(UsageRecord record, Optional<Wallet> image, int failedAttempts) implements ChatEnd {}
}
