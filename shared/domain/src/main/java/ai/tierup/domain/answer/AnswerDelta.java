package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.Part;
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

    /**
     * The state of the model's reasoning so far, which the client may send back as {@link Part.Reasoning} of the assistant's turn. There may
     * be several: each continues the one before. Comes before the text or the tool call that follows it, if upstream sends it in time.
     *
     * @param state sealed, so that only we can read it; only letters, digits, {@code .}, {@code _} and {@code -}
     */
    record SealedReasoning(String state) implements AnswerDelta {}
}
