package ai.tierup.domain.autotopup;

import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.payment.SavedMethod;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A charge whose result has not been taken note of.
 *
 * @param order the order, which is stored before the provider is asked
 * @param method the method, which stays the same in every repetition
 */
public record RunningCharge(TopUpId order, SavedMethod method) {

    /** The UTC day on which it counts. */
    LocalDate day() {
        return LocalDate.ofInstant(order.time(), ZoneOffset.UTC);
    }
}
