package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.wallet.HoldKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a request had consumed at some moment of a long answer. When its handler dies, this is what the customer pays.
 *
 * @param keyId the API key that asked
 * @param stream whether the answer was streamed
 * @param tokens billed tokens
 * @param candidate name of the candidate that answers
 * @param costs as they would be if the answer ended here
 * @param firstToken time to the first token; null when there was none
 */
public record Checkpoint(
        AccountId account,
        HoldKey holdKey,
        KeyId keyId,
        boolean stream,
        TokenUsage tokens,
        String candidate,
        Costs costs,
        @Nullable Duration firstToken) {}
