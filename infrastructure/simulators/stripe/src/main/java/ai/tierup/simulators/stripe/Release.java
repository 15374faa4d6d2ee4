package ai.tierup.simulators.stripe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which order events that were held are sent. */
public enum Release {
    OLDEST_FIRST,
    NEWEST_FIRST,
    SHUFFLED;

    static Optional<Release> named(String word) {
        return Arrays.stream(values())
                .filter(order ->
                        order.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
                .findFirst();
    }
}
