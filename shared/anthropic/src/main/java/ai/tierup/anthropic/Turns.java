package ai.tierup.anthropic;

import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the turns of a conversation, in the order that models need: the results of a turn's tool calls come right after it, before what
 * else the user says. A call without a result gets one, and a result without a call becomes text: clients that were interrupted send both.
 */
final class Turns {

    private static final String NO_RESULT = "The tool call has no result.";

    private final List<Message> messages = new ArrayList<>();
    private final List<Part> assistant = new ArrayList<>();
    private final List<Part> user = new ArrayList<>();

    /** Ids of the last assistant turn's calls that have no result yet. */
    private final Set<String> unanswered = new LinkedHashSet<>();

    /** Adds a part to the assistant's turn. */
    void assistant(Part part) {
        endUserTurn();
        assistant.add(part);
    }

    /** Adds a call to the assistant's turn. Returns false if the turn has another one with its id. */
    boolean call(Part.ToolCall call) {
        endUserTurn();
        assistant.add(call);
        return unanswered.add(call.id());
    }

    /** Adds a part to the user's turn. */
    void user(Part part) {
        endAssistantTurn();
        user.add(part);
    }

    /** Adds the result of a tool call to the user's turn. */
    void result(Part.ToolResult result) {
        endAssistantTurn();
        if (unanswered.remove(result.toolCallId())) {
            messages.add(new Message(Role.TOOL, List.of(result), null));
        } else {
            user.add(new Part.Text("The result of an earlier tool call:"));
            user.addAll(result.content());
        }
    }

    boolean haveBegun() {
        return !messages.isEmpty() || !assistant.isEmpty() || !user.isEmpty();
    }

    /** Returns the messages of all turns. */
    List<Message> end() {
        endAssistantTurn();
        endUserTurn();
        return messages;
    }

    private void endAssistantTurn() {
        if (!assistant.stream().allMatch(Part.Reasoning.class::isInstance)) {
            messages.add(new Message(Role.ASSISTANT, assistant, null));
        }
        assistant.clear();
    }

    private void endUserTurn() {
        if (assistant.isEmpty()) {
            answerCalls();
        }
        if (!user.isEmpty()) {
            messages.add(new Message(Role.USER, user, null));
            user.clear();
        }
    }

    private void answerCalls() {
        for (var id : unanswered) {
            messages.add(new Message(Role.TOOL, List.of(new Part.ToolResult(id, NO_RESULT)), null));
        }
        unanswered.clear();
    }
}
