package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.Part;
import java.util.List;

/** What a client was given of an answer: its visible text and its tool calls, with our own ids. */
public record GivenAnswer(String text, List<Part.ToolCall> toolCalls) {

    public static final GivenAnswer NOTHING = new GivenAnswer("", List.of());

    public GivenAnswer {
        toolCalls = List.copyOf(toolCalls);
    }

    boolean isNothing() {
        return text.isEmpty() && toolCalls.isEmpty();
    }
}
