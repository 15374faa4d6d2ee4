package ai.tierup.anthropic;

import ai.tierup.api.Field;
import java.util.Optional;

/** Arguments of a tool call that are not a JSON object, in the form {@code {"__unparsedToolInput":{"raw","len"}}} of Claude Code. */
final class UnparsedInput {

    static final String FIELD = "__unparsedToolInput";
    static final String RAW = "raw";
    static final String LENGTH = "len";

    private UnparsedInput() {}

    /** Returns the arguments as the model wrote them; empty if {@code input} has another form. */
    static Optional<String> raw(Field input) {
        return input.at(FIELD).at(RAW).optional().map(Field::text);
    }
}
