package ai.tierup.simulators.upstream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why an answer ended, in the aggregator's own words. */
enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    ERROR,
    /** A provider that never said why. */
    BLANK;

    @Nullable
    String wireName() {
        return this == BLANK ? null : name().toLowerCase(Locale.ROOT);
    }
}
