package ai.tierup.simulators.upstream;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A control word in the last user message. {@code docs/SIMULATORS.md} describes each of them. */
enum ControlWord {
    STATUS(Value.NUMBER),
    TYPE(Value.TEXT),
    RETRY_AFTER(Value.NUMBER),
    ERROR_IN_200(Value.NONE),
    BREAK_AFTER(Value.NUMBER),
    ERROR_AFTER(Value.NUMBER),
    BARE_ERROR_AFTER(Value.NUMBER),
    STALL_AFTER(Value.NUMBER),
    HANG(Value.NONE),
    RESET(Value.NONE),
    COMMENTS(Value.NONE),
    FIRST_TOKEN(Value.NUMBER),
    MALFORMED_AFTER(Value.NUMBER),
    NO_PREFILL(Value.NONE),
    NO_FINISH(Value.NONE),
    USAGE_TIMES(Value.NUMBER),
    GARBAGE(Value.NONE),
    TRUNCATED_JSON(Value.NONE),
    NO_USAGE(Value.NONE),
    NO_DONE(Value.NONE),
    EMPTY(Value.NONE),
    ZERO_TOKENS_STOP(Value.NONE),
    HIDDEN_REASONING(Value.OPTIONAL_NUMBER),
    REASONING(Value.NUMBER),
    SLOW(Value.NUMBER),
    TOKENS(Value.NUMBER),
    NO_TOOL_CALL(Value.NONE),
    TOOL_CALLS(Value.NUMBER),
    MODEL(Value.TEXT),
    FIRST(Value.OPTIONAL_NUMBER),
    FLAP(Value.NONE);

    private enum Value {
        NONE,
        NUMBER,
        OPTIONAL_NUMBER,
        TEXT
    }

    private final Value value;

    ControlWord(Value value) {
        this.value = value;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ControlWord> named(String word) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.word().equals(word))
                .findFirst();
    }

    boolean accepts(String text) {
        boolean number = text.matches("\\d{1,7}");
        return switch (value) {
            case NONE -> text.isEmpty();
            case NUMBER -> number;
            case OPTIONAL_NUMBER -> number || text.isEmpty();
            case TEXT -> !text.isEmpty();
        };
    }
}
