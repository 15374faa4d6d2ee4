package ai.tierup.domain.meter;

import ai.tierup.domain.conversation.Conversation;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Tool;
import java.util.ArrayList;
import java.util.List;

/** A part of a conversation that is counted by itself. Equal blocks have equally many tokens, whatever stands before them. */
public sealed interface Block {

    /** What stands before the first turn: the tools, the response format, and the system messages at the beginning. */
    record Opening(List<Tool> tools, ResponseFormat responseFormat, List<Message> messages) implements Block {

        public Opening {
            tools = List.copyOf(tools);
            messages = List.copyOf(messages);
        }
    }

    /** One of the further messages. */
    record Turn(Message message) implements Block {}

    /** The blocks of a conversation in order: the opening, then its turns. */
    static List<Block> of(Conversation conversation) {
        var messages = conversation.messages();
        var opening = 0;
        while (opening < messages.size() && isSystem(messages.get(opening))) {
            opening++;
        }
        var blocks = new ArrayList<Block>(messages.size() - opening + 1);
        blocks.add(new Opening(conversation.tools(), conversation.responseFormat(), messages.subList(0, opening)));
        messages.subList(opening, messages.size()).forEach(message -> blocks.add(new Turn(message)));
        return blocks;
    }

    private static boolean isSystem(Message message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }
}
