package ai.tierup.domain.conversation;

import java.util.List;
import java.util.Map;
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

    Message with(Map<Part.Link, Part.Content> contents) {
        return new Message(role, parts.stream().map(part -> part.with(contents)).toList(), name);
    }

    public Message withoutReasoning() {
        return parts.stream().noneMatch(Part.Reasoning.class::isInstance)
                ? this
                : new Message(
                        role,
                        parts.stream()
                                .filter(part -> !(part instanceof Part.Reasoning))
                                .toList(),
                        name);
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
