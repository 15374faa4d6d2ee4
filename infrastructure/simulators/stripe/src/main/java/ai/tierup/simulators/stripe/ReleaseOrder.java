package ai.tierup.simulators.stripe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The order in which held events are sent. */
public enum ReleaseOrder {
    OLDEST_FIRST,
    NEWEST_FIRST,
    SHUFFLED;

    static Optional<ReleaseOrder> named(String word) {
        return Arrays.stream(values())
                .filter(order ->
                        order.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
                .findFirst();
    }
}
