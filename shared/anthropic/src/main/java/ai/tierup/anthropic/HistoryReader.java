package ai.tierup.anthropic;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code system} and {@code messages}. Consecutive messages of one speaker are one turn. A system message amid the conversation
 * belongs to the user's turn, because many models refuse or ignore it anywhere but at the start.
 */
final class HistoryReader {

    private static final int MAX_MESSAGES = 100_000;
    private static final Set<String> ROLES = Set.of("user", "assistant", "system");

    /** The text that Claude Code puts first in a system prompt. It names the vendor, and changes when nothing else does. */
    private static final String BILLING_LINE = "x-anthropic-billing-header:";

    private final ToolChanges toolChanges = new ToolChanges();
    private final BlockReader blocks = new BlockReader(toolChanges);
    private final List<Part> system = new ArrayList<>();
    private final Turns turns = new Turns();

    private HistoryReader() {}

    /** @param toolChanges what the messages say about tools */
    record History(List<Message> messages, ToolChanges toolChanges) {}

    static History read(Field system, Field messages) {
        var reader = new HistoryReader();
        reader.readSystem(system);
        if (!messages.isPresent()) {
            throw new BadRequest(
                    ApiErrors.missingField(messages.path(), "Send the conversation as an array of messages."));
        }
        messages.elements(MAX_MESSAGES, message -> reader.readMessage(message.object()));
        var turns = reader.turns.end();
        if (turns.isEmpty()) {
            throw messages.invalid("Send at least one message with content.");
        }
        var all = new ArrayList<Message>();
        if (!reader.system.isEmpty()) {
            all.add(new Message(Role.SYSTEM, reader.system, null));
        }
        all.addAll(turns);
        return new History(all, reader.toolChanges);
    }

    private void readSystem(Field field) {
        field.nonEmpty().ifPresent(present -> {
            for (var text : blocks.texts(present)) {
                if (!text.startsWith(BILLING_LINE)) {
                    system.add(new Part.Text(text));
                }
            }
        });
    }

    private void readMessage(Field message) {
        var role = message.at("role").oneOf(ROLES);
        var content = message.at("content");
        switch (role) {
            case "user" -> blocks.user(content, turns);
            case "assistant" -> blocks.assistant(content, turns);
            default -> readSystemMessage(content);
        }
    }

    /** Reads a system message. Clients send the same one as a string and as blocks, so it is one text here either way. */
    private void readSystemMessage(Field content) {
        var text = String.join("\n\n", blocks.system(content));
        if (text.isEmpty()) {
            return;
        }
        if (turns.haveBegun()) {
            turns.user(new Part.Text("<system-reminder>\n" + text + "\n</system-reminder>"));
        } else {
            system.add(new Part.Text(text));
        }
    }
}
