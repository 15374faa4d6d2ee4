package ai.tierup.openai.upstream;

import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.upstream.CacheMarks;
import java.util.List;

/** The text parts after which a provider is asked to cache a prompt. Providers refuse marks on blank texts, so these get none. */
final class CachePoints {

    private final CacheMarks marks;
    private final int lastSystemMessage;
    private final int lastMessage;
    private int next;

    CachePoints(List<Message> messages, CacheMarks marks) {
        this.marks = marks;
        this.lastMessage = messages.size() - 1;
        var leading = 0;
        while (leading < messages.size() && isSystem(messages.get(leading))) {
            leading++;
        }
        this.lastSystemMessage = leading - 1;
    }

    private static boolean isSystem(Message message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }

    /**
     * Goes on to the next message, and returns whether its last text is marked. A turn of the assistant that the model is to continue is not
     * cached.
     */
    boolean isAtNext(Message message) {
        var index = next++;
        return (marks.afterSystem() && index == lastSystemMessage)
                || (marks.atEnd() && index == lastMessage && message.role() != Role.ASSISTANT);
    }

    /** The number of the part to mark; −1 if there is none. */
    static int lastText(List<Part.Content> contents) {
        for (var part = contents.size() - 1; part >= 0; part--) {
            if (contents.get(part) instanceof Part.Text(var text) && !text.isBlank()) {
                return part;
            }
        }
        return -1;
    }
}
