package ai.tierup.domain.completion;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Wallet;
import java.util.Optional;

/** The outcome of a request, for logs and metrics. */
public sealed interface ChatEnd {

    /** The request was refused and nothing was held. */
    record Refused(ChatRefusal refusal) implements ChatEnd {}

    /** The answer of an earlier request was sent again. Nothing was held and nothing is charged. */
    record Replayed(KeptAnswer answer) implements ChatEnd {}

    /**
     * The hold was settled, with or without an answer.
     *
     * @param image the wallet afterwards; empty if it is not known
     * @param failedAttempts number of attempts after which another candidate was asked
     */
    record Settled(UsageRecord record, Optional<Wallet> image, int failedAttempts) implements ChatEnd {}
}
