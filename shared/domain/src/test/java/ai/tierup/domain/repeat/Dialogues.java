package ai.tierup.domain.repeat;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Sampling;
import ai.tierup.domain.conversation.Tool;
import java.util.List;
import java.util.stream.Stream;

/** Builds conversations for tests. */
final class Dialogues {

    private Dialogues() {}

    static Conversation of(Message... messages) {
        return of(List.of(), List.of(messages));
    }

    static Conversation of(List<Tool> tools, List<Message> messages) {
        return new Conversation(messages, tools, null, null, new ResponseFormat.Text(), Sampling.DEFAULT);
    }

    /** The conversation with more messages. */
    static Conversation with(Conversation conversation, Message... more) {
        return of(
                conversation.tools(),
                Stream.concat(conversation.messages().stream(), Stream.of(more)).toList());
    }

    static Message system(String text) {
        return message(Role.SYSTEM, new Part.Text(text));
    }

    static Message user(String text) {
        return message(Role.USER, new Part.Text(text));
    }

    static Message assistant(String text) {
        return message(Role.ASSISTANT, new Part.Text(text));
    }

    static Message message(Role role, Part... parts) {
        return new Message(role, List.of(parts), null);
    }
}
