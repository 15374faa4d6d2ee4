package ai.tierup.domain.answer;

import java.util.ArrayList;
import java.util.List;

/** Buffers deltas that are sent together. Merges adjacent pieces of text, or of the same tool call. */
final class DeltaBuffer {

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

    void drainTo(AnswerSink sink) {
        deltas.forEach(sink::delta);
        deltas.clear();
    }
}
