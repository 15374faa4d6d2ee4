package ai.tierup.functions.support.observability;

import ai.tierup.api.ErrorCode;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.domain.wallet.Wallet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The result of one chat request.
 *
 * @param tier null if the request was refused before its tier was read
 * @param error the error sent to the client; null if there was none
 * @param record null if nothing was held, because the request was refused or its answer was replayed
 * @param wallet the wallet after the settlement; empty if it is unknown
 */
public record ChatReport(
        RequestId id,
        @Nullable TierId tier,
        @Nullable ErrorCode error,
        @Nullable UsageRecord record,
        Optional<Wallet> wallet) {

    /** Returns whether the client got the kept answer of an earlier request. */
    public boolean isReplay() {
        return error == null && record == null;
    }

    /**
     * Returns whether the client should have got an answer and did not get all of it, before or after the answer had begun. Empty if the
     * request was refused or replayed, so that refusals change no share of failed answers.
     */
    Optional<Boolean> unanswered() {
        if (error != null && error.status() >= 500 && error != ErrorCode.DAILY_GUARDRAIL_REACHED) {
            return Optional.of(true);
        }
        return record == null ? Optional.empty() : Optional.of(false);
    }
}
