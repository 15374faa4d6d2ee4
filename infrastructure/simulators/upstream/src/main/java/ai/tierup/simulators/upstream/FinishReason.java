package ai.tierup.simulators.upstream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The reason for the end of an answer, in the aggregator's terms. */
enum FinishReason {
    STOP,
    LENGTH,
    TOOL_CALLS,
    CONTENT_FILTER,
    ERROR,
    /** The provider gave no reason. */
    BLANK;

    @Nullable
    String wireName() {
        return this == BLANK ? null : name().toLowerCase(Locale.ROOT);
    }
}
