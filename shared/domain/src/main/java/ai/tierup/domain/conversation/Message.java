package ai.tierup.domain.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a conversation.
 *
 * @param name the speaker's name; null if the client gave none
 */
public record Message(Role role, List<Part> parts, @Nullable String name) {

    public Message {
        parts = List.copyOf(parts);
    }

    /** The speaker of a message. */
    public enum Role {
        SYSTEM,
        DEVELOPER,
        USER,
        ASSISTANT,
        TOOL
    }
}
