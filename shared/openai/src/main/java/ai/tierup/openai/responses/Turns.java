package ai.tierup.openai.responses;

import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.openai.responses.InputItem.Called;
import ai.tierup.openai.responses.InputItem.Reasoned;
import ai.tierup.openai.responses.InputItem.Returned;
import ai.tierup.openai.responses.InputItem.Said;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes turns of items, as models take them: the assistant's words and calls in a row are one message, and the outputs of its calls follow
 * at once, in the order of the calls. An output without a call becomes a user's message. A call without an output, as an interrupted agent
 * leaves it, gets one that says so. Refusing such a conversation would end it for good.
 */
final class Turns {

    private static final Part.Text NO_OUTPUT = new Part.Text("No output: the call was interrupted.");

    private final IdentityHashMap<Called, Returned> outputs = new IdentityHashMap<>();
    private final Set<Returned> orphans = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> usedIds = new HashSet<>();
    private final List<Message> messages = new ArrayList<>();
    private final List<Part> turn = new ArrayList<>();
    private final List<Message> results = new ArrayList<>();

    private Turns() {}

    static List<Message> of(List<InputItem> items) {
        var turns = new Turns();
        turns.match(items);
        items.forEach(turns::add);
        turns.endTurn();
        return turns.messages;
    }

    /** Finds the output of each call: the next one with its id, or one that stands before it. Ids may be used again in a later turn. */
    private void match(List<InputItem> items) {
        var open = new HashMap<String, List<Called>>();
        for (var item : items) {
            switch (item) {
                case Called call ->
                    open.computeIfAbsent(call.callId(), id -> new ArrayList<>()).add(call);
                case Returned output -> {
                    if (!match(output, open)) {
                        orphans.add(output);
                    }
                }
                case Said said -> {}
                case Reasoned reasoned -> {}
            }
        }
        orphans.removeIf(output -> match(output, open));
    }

    private boolean match(Returned output, Map<String, List<Called>> open) {
        var calls = open.getOrDefault(output.callId(), List.of());
        if (calls.isEmpty()) {
            return false;
        }
        outputs.put(calls.removeFirst(), output);
        return true;
    }

    private void add(InputItem item) {
        switch (item) {
            case Said(var role, var content) -> {
                if (role == Role.ASSISTANT) {
                    turn.addAll(content);
                } else if (!content.isEmpty()) {
                    endTurn();
                    messages.add(new Message(role, List.copyOf(content), null));
                }
            }
            case Called call -> {
                var id = uniqueId(call.callId());
                turn.add(new Part.ToolCall(id, call.name(), call.arguments()));
                results.add(result(id, outputs.get(call)));
            }
            case Reasoned(var sealedState) -> turn.add(new Part.Reasoning(sealedState));
            case Returned output -> {
                endTurn();
                if (orphans.contains(output)) {
                    messages.add(new Message(Role.USER, orphan(output), null));
                }
            }
        }
    }

    private static Message result(String id, @Nullable Returned output) {
        var content = output == null ? List.<Part.Content>of(NO_OUTPUT) : output.content();
        return new Message(
                Role.TOOL,
                List.of(content.isEmpty() ? new Part.ToolResult(id, "") : new Part.ToolResult(id, content)),
                null);
    }

    private static List<Part> orphan(Returned output) {
        var parts = new ArrayList<Part>();
        parts.add(new Part.Text("The output of a tool call that is not part of this conversation any more:"));
        parts.addAll(output.content());
        return parts;
    }

    /** Models refuse two calls with one id in a conversation. */
    private String uniqueId(String id) {
        var unique = id;
        for (var count = 2; !usedIds.add(unique); count++) {
            unique = id + "_" + count;
        }
        return unique;
    }

    private void endTurn() {
        if (!turn.isEmpty()) {
            messages.add(new Message(Role.ASSISTANT, turn, null));
        }
        messages.addAll(results);
        turn.clear();
        results.clear();
    }
}
