package ai.tierup.domain.tier;

import java.util.Arrays;
import java.util.Optional;

/** A setting of an answer that not every model takes. An answer without it is still an answer to the request. */
public enum OptionalParameter {
    TEMPERATURE("temperature"),
    TOP_P("top_p"),
    FREQUENCY_PENALTY("frequency_penalty"),
    PRESENCE_PENALTY("presence_penalty"),
    SEED("seed"),
    STOP("stop"),
    VERBOSITY("verbosity"),
    PARALLEL_TOOL_CALLS("parallel_tool_calls");

    private final String publicName;

    OptionalParameter(String publicName) {
        this.publicName = publicName;
    }

    public String publicName() {
        return publicName;
    }

    /** Returns whether it only tunes an answer. Without the others, an answer may be longer than its client can read, or call more tools. */
    public boolean isTuning() {
        return this != STOP && this != PARALLEL_TOOL_CALLS;
    }

    public static Optional<OptionalParameter> named(String publicName) {
        return Arrays.stream(values())
                .filter(parameter -> parameter.publicName.equals(publicName))
                .findFirst();
    }
}
