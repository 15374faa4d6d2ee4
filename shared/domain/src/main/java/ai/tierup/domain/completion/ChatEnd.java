package ai.tierup.domain.completion;

import ai.tierup.domain.answer.ChatRefusal;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Wallet;
import java.util.Optional;

/** How a request ended, for whoever reports on it. */
public sealed interface ChatEnd {

    /** Nothing was held. */
    record Refused(ChatRefusal refusal) implements ChatEnd {}

    /** The answer of an earlier request was given again: nothing was held, nothing is to be paid. */
    record Replayed(KeptAnswer answer) implements ChatEnd {}

    /**
     * A hold was settled, whether there was an answer or not.
     *
     * @param image the wallet afterwards; empty when it is not known
     */
    record Settled(UsageRecord record, Optional<Wallet> image) implements ChatEnd {}
}
