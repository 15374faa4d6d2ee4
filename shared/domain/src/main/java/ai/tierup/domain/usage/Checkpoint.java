package ai.tierup.domain.usage;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.usage.UsageRecord.Consumption;
import ai.tierup.domain.wallet.HoldKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The consumption of a request at one moment of a long answer. It is what the customer pays if the handler dies.
 *
 * @param keyId the API key that asked
 * @param channel how the request came
 * @param consumption what the candidate that is answering has consumed so far
 * @param costs costs if the answer ended here
 * @param firstToken time to the first token; null if there was none
 */
public record Checkpoint(
        AccountId account,
        HoldKey holdKey,
        KeyId keyId,
        Channel channel,
        Consumption consumption,
        Costs costs,
        @Nullable Duration firstToken) {}
