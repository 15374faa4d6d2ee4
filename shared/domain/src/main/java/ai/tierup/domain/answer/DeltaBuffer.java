package ai.tierup.domain.answer;

import java.util.ArrayList;
import java.util.List;

/**
 * Buffers deltas that are sent together. Merges adjacent pieces of text, or of the same tool call, and cuts them again by a number of
 * characters: cuts between tokens would tell the lengths of a model's tokens, and so its tokeniser.
 */
final class DeltaBuffer {

    private static final int PIECE_CHARACTERS = 8;

    private final List<AnswerDelta> deltas = new ArrayList<>();

    void add(AnswerDelta delta) {
        if (!deltas.isEmpty()) {
            var last = deltas.getLast();
            if (last instanceof AnswerDelta.Text(var before) && delta instanceof AnswerDelta.Text(var more)) {
                deltas.set(deltas.size() - 1, new AnswerDelta.Text(before + more));
                return;
            }
            if (last instanceof AnswerDelta.ToolCall call
                    && delta instanceof AnswerDelta.ToolCall(var index, var id, var name, var more)
                    && call.index() == index
                    && id == null
                    && name == null) {
                var joined = new AnswerDelta.ToolCall(index, call.id(), call.name(), call.argumentsPart() + more);
                deltas.set(deltas.size() - 1, joined);
                return;
            }
        }
        deltas.add(delta);
    }

    boolean isEmpty() {
        return deltas.isEmpty();
    }

    /** Returns whether it contains more than the end of the last delta that {@link #drainPiecesTo} holds back. */
    boolean hasPieces() {
        return deltas.size() > 1
                || (!deltas.isEmpty()
                        && switch (deltas.getFirst()) {
                            case AnswerDelta.Text(var text) -> cut(text) > 0;
                            case AnswerDelta.ToolCall call -> call.id() != null || cut(call.argumentsPart()) > 0;
                            case AnswerDelta.SealedReasoning state -> true;
                        });
    }

    void drainTo(AnswerSink sink) {
        deltas.forEach(sink::delta);
        deltas.clear();
    }

    /** Drains all but the end of the last delta, which is shorter than a piece. */
    void drainPiecesTo(AnswerSink sink) {
        var last = deltas.removeLast();
        drainTo(sink);
        switch (last) {
            // Sealed states have lengths of our own.
            case AnswerDelta.SealedReasoning state -> sink.delta(state);
            case AnswerDelta.Text(var text) -> {
                var cut = cut(text);
                if (cut > 0) {
                    sink.delta(new AnswerDelta.Text(text.substring(0, cut)));
                }
                if (cut < text.length()) {
                    deltas.add(new AnswerDelta.Text(text.substring(cut)));
                }
            }
            case AnswerDelta.ToolCall(var index, var id, var name, var arguments) -> {
                var cut = cut(arguments);
                if (cut > 0 || id != null) {
                    sink.delta(new AnswerDelta.ToolCall(index, id, name, arguments.substring(0, cut)));
                }
                if (cut < arguments.length()) {
                    deltas.add(new AnswerDelta.ToolCall(index, null, null, arguments.substring(cut)));
                }
            }
        }
    }

    /** The end of the last whole piece. No piece splits a character. */
    private static int cut(String text) {
        var characters = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, characters - characters % PIECE_CHARACTERS);
    }
}
