package ai.tierup.domain.answer;

import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a client was given of an answer: its visible text and its tool calls, with our own ids. */
public record GivenAnswer(String text, List<Part.ToolCall> toolCalls) {

    public static final GivenAnswer NOTHING = new GivenAnswer("", List.of());

    public GivenAnswer {
        toolCalls = List.copyOf(toolCalls);
    }

    /** The answer as a message of the conversation that goes on; empty if it has neither text nor tool calls. */
    public Optional<Message> message() {
        var said = text.isEmpty() ? Stream.<Part>empty() : Stream.<Part>of(new Part.Text(text));
        var parts = Stream.concat(said, toolCalls.stream()).toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Message(Message.Role.ASSISTANT, parts, null));
    }

    boolean isNothing() {
        return text.isEmpty() && toolCalls.isEmpty();
    }
}
