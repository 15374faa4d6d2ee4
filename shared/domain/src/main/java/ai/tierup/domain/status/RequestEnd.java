package ai.tierup.domain.status;

import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param tier null if it was refused before its tier was read
 * @param error code of the error that the client got; null if it was answered
 * @param isFailure whether the error is our fault or a model's
 * @param firstToken time until the answer began; null if it did not, or if nobody measured it
 */
public record RequestEnd(
        @Nullable TierId tier,
        @Nullable String error,
        boolean isFailure,
        @Nullable Duration firstToken) {

    ServiceDay counts() {
        var tiers = tier == null || (error != null && !isFailure) ? Map.<TierId, TierDay>of() : Map.of(tier, tierDay());
        if (error == null) {
            return new ServiceDay(tiers, Map.of(), Map.of());
        }
        var errors = Map.of(error, 1L);
        return isFailure ? new ServiceDay(tiers, errors, Map.of()) : new ServiceDay(tiers, Map.of(), errors);
    }

    private TierDay tierDay() {
        var begun = firstToken == null ? FirstTokens.NONE : FirstTokens.of(firstToken);
        return new TierDay(isFailure ? 0 : 1, isFailure ? 1 : 0, begun);
    }
}
