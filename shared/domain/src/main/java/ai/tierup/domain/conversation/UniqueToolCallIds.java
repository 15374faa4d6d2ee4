package ai.tierup.domain.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives new ids to tool calls whose id was used before in their conversation. Some models number the calls of each turn anew, and their
 * clients give the ids to models that refuse a conversation in which one comes twice.
 */
final class UniqueToolCallIds {

    private final Set<String> used = new HashSet<>();

    /** The ids of the latest calls by the ids that the client gives them. */
    private final Map<String, String> current = new HashMap<>();

    private UniqueToolCallIds() {}

    static Conversation in(Conversation conversation) {
        var ids = new UniqueToolCallIds();
        var messages = new ArrayList<Message>();
        for (var message : conversation.messages()) {
            messages.add(ids.renamed(message));
        }
        return messages.equals(conversation.messages()) ? conversation : conversation.withMessages(messages);
    }

    private Message renamed(Message message) {
        List<Part> parts = message.parts().stream().map(this::renamed).toList();
        return parts.equals(message.parts()) ? message : new Message(message.role(), parts, message.name());
    }

    private Part renamed(Part part) {
        return switch (part) {
            case Part.ToolCall(var id, var name, var arguments) -> new Part.ToolCall(newId(id), name, arguments);
            case Part.ToolResult(var id, var content) -> new Part.ToolResult(current.getOrDefault(id, id), content);
            case Part.Content content -> content;
            case Part.Reasoning reasoning -> reasoning;
        };
    }

    private String newId(String id) {
        var unique = id;
        for (var count = 2; !used.add(unique); count++) {
            unique = id + "_" + count;
        }
        current.put(id, unique);
        return unique;
    }
}
