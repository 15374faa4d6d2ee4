package ai.tierup.domain.answer;

import org.jspecify.annotations.Nullable;

/** A piece of an answer, all our own. */
public sealed interface AnswerDelta {

    record Text(String text) implements AnswerDelta {}

    /**
     * A piece of a tool call.
     *
     * @param id our own, and {@code name}: in the first piece of each index, null in the others
     */
    record ToolCall(
            int index, @Nullable String id, @Nullable String name, String argumentsPart) implements AnswerDelta {}
}
