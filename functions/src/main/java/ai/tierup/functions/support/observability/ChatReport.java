package ai.tierup.functions.support.observability;

import ai.tierup.api.ErrorCode;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Wallet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one chat request ended.
 *
 * @param tier null when the request was refused before its tier was known
 * @param error what the client was told; null when it was answered
 * @param record null when nothing was held, because the request was refused or its answer given again
 * @param wallet the wallet afterwards; empty when it is not known
 */
public record ChatReport(
        RequestId id,
        @Nullable TierId tier,
        @Nullable ErrorCode error,
        @Nullable UsageRecord record,
        Optional<Wallet> wallet) {

    /** Whether the client was given the answer of an earlier request. */
    public boolean isReplay() {
        return error == null && record == null;
    }
}
