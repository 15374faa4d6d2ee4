package ai.tierup.operator.grading;

import ai.tierup.domain.conversation.Part;
import java.util.List;

/** A model's answer to a task: its text and its tool calls. */
public record Answer(String text, List<Part.ToolCall> calls) {

    public Answer {
        calls = List.copyOf(calls);
    }
}
