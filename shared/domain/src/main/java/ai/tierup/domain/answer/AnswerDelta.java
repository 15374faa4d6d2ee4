package ai.tierup.domain.answer;

import org.jspecify.annotations.Nullable;

/** A piece of an answer, free of upstream's ids and indexes. */
public sealed interface AnswerDelta {

    record Text(String text) implements AnswerDelta {}

    /**
     * A piece of a tool call.
     *
     * @param index counts the calls from zero, in the order of their first pieces
     * @param id our own id, in the first piece of each index; null in later ones
     * @param name the tool's name, in the first piece of each index; null in later ones
     */
    record ToolCall(
            int index, @Nullable String id, @Nullable String name, String argumentsPart) implements AnswerDelta {}
}
