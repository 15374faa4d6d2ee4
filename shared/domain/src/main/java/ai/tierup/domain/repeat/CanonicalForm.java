package ai.tierup.domain.repeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.meter.Block;
import java.nio.ByteBuffer;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * Feeds parts of a conversation to a MAC, in one form for all APIs. Two different conversations never give the same bytes: a text is preceded
 * by its length, a list by its size, and everything by its kind.
 *
 * <p>What no model reads makes no difference: reasoning, empty texts of the assistant, and white space between the arguments of a tool call.
 * Clients leave them out, or change them, when they send an answer back.
 */
final class CanonicalForm {

    private static final int ABSENT = -1;

    private final Mac mac;

    CanonicalForm(Mac mac) {
        this.mac = mac;
    }

    void block(Block block) {
        switch (block) {
            case Block.Opening(var tools, var format, var messages) -> {
                tools(tools);
                format(format);
                number(messages.size());
                messages.forEach(this::message);
            }
            case Block.Turn(var message) -> message(message);
        }
    }

    private void tools(List<Tool> tools) {
        number(tools.size());
        for (var tool : tools) {
            text(tool.name());
            text(tool.description());
            text(tool.parameters() == null ? null : tool.parameters().text());
            flag(tool.strict());
        }
    }

    private void format(ResponseFormat format) {
        switch (format) {
            case ResponseFormat.Text() -> kind('t');
            case ResponseFormat.JsonObject() -> kind('o');
            case ResponseFormat.JsonSchema schema -> {
                kind('s');
                text(schema.name());
                text(schema.description());
                text(schema.schema() == null ? null : schema.schema().text());
                flag(schema.strict());
            }
        }
    }

    private void message(Message message) {
        text(message.role().name());
        text(message.name());
        var parts = message.parts().stream()
                .filter(part -> isRead(part, message.role()))
                .toList();
        number(parts.size());
        parts.forEach(this::part);
    }

    private static boolean isRead(Part part, Message.Role role) {
        return switch (part) {
            case Part.Reasoning reasoning -> false;
            case Part.Text(var text) -> role != Message.Role.ASSISTANT || !text.isEmpty();
            case Part.Image image -> true;
            case Part.Link link -> true;
            case Part.ToolCall call -> true;
            case Part.ToolResult result -> true;
        };
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text(var text) -> {
                kind('t');
                text(text);
            }
            case Part.Image(var mediaType, var base64, var detail) -> {
                kind('i');
                text(mediaType);
                text(base64);
                text(detail.name());
            }
            case Part.ImageLink(var address, var detail, var field) -> {
                kind('l');
                text(address.toString());
                text(detail.name());
            }
            case Part.DocumentLink(var address, var heading, var field) -> {
                kind('d');
                text(address.toString());
                text(heading);
            }
            case Part.ToolCall(var id, var name, var arguments) -> {
                kind('c');
                text(id);
                text(name);
                text(CompactJson.of(arguments));
            }
            case Part.ToolResult(var id, var content) -> {
                kind('r');
                text(id);
                number(content.size());
                content.forEach(this::part);
            }
            case Part.Reasoning reasoning -> kind('-');
        }
    }

    private void kind(char kind) {
        mac.update((byte) kind);
    }

    private void flag(@Nullable Boolean flag) {
        kind(flag == null ? '-' : flag ? 'y' : 'n');
    }

    private void number(int number) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    void text(@Nullable String text) {
        if (text == null) {
            number(ABSENT);
            return;
        }
        var bytes = text.getBytes(UTF_8);
        number(bytes.length);
        mac.update(bytes);
    }
}
