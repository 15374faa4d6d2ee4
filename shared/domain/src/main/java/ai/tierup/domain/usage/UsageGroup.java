package ai.tierup.domain.usage;

import ai.tierup.domain.account.KeyId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.wallet.Purse;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of a sum have in common, besides their day.
 *
 * @param keyId null if it is unknown which key asked
 * @param api name of the public API; null if unknown
 */
public record UsageGroup(
        TierId tier, @Nullable KeyId keyId, @Nullable String api, Purse purse) {

    public static UsageGroup of(UsageRecord record) {
        var channel = record.request().channel();
        return new UsageGroup(
                record.hold().tier(),
                record.request().keyId(),
                channel == null ? null : channel.api(),
                record.hold().purse());
    }
}
