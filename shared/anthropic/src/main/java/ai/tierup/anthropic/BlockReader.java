package ai.tierup.anthropic;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.reasoning.ReasoningSeal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the content of messages: a string, or blocks. */
final class BlockReader {

    private static final int MAX_BLOCKS = 10_000;
    private static final int MAX_ID_LENGTH = 256;
    private static final int MAX_INPUT_BYTES = 4 * 1024 * 1024;

    private final ToolChanges toolChanges;
    private final ContentReader contents;

    /** @param toolChanges learns what the blocks say about tools */
    BlockReader(ToolChanges toolChanges) {
        this.toolChanges = toolChanges;
        this.contents = new ContentReader(toolChanges);
    }

    /** Reads the content of a system prompt. Returns the texts that are not empty. */
    List<String> texts(Field content) {
        var texts = new ArrayList<String>();
        blocks(content, texts::add, block -> {
            var type = block.at("type");
            if (!type.text().equals("text")) {
                throw type.invalid("Send blocks of type text.");
            }
            texts.add(block.at("text").text());
        });
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /** Reads the content of a system message, which may also change the tools. */
    List<String> system(Field content) {
        var texts = new ArrayList<String>();
        if (content.nonEmpty().isEmpty()) {
            return texts;
        }
        blocks(content, texts::add, block -> {
            var type = block.at("type");
            switch (type.text()) {
                case "text" -> texts.add(block.at("text").text());
                case "tool_addition" -> toolChanges.add(block);
                case "tool_removal" -> toolChanges.remove(block);
                default -> throw type.invalid("Send blocks of type text, tool_addition or tool_removal.");
            }
        });
        texts.removeIf(String::isEmpty);
        return texts;
    }

    void user(Field content, Turns turns) {
        blocks(required(content), text -> add(new Part.Text(text), turns::user), block -> {
            if (block.at("type").text().equals("tool_result")) {
                turns.result(new Part.ToolResult(id(block.at("tool_use_id")), contents.result(block)));
            } else {
                contents.content(block).forEach(part -> add(part, turns::user));
            }
        });
    }

    void assistant(Field content, Turns turns) {
        blocks(required(content), text -> add(new Part.Text(text), turns::assistant), block -> {
            var type = block.at("type");
            switch (type.text()) {
                case "text" -> add(new Part.Text(block.at("text").text()), turns::assistant);
                case "tool_use" -> {
                    if (!turns.call(call(block))) {
                        throw block.at("id").invalid("Give every tool call of a turn a unique id.");
                    }
                }
                case "compaction" ->
                    block.at("content")
                            .nonEmpty()
                            .ifPresent(summary -> add(new Part.Text(summary.text()), turns::assistant));
                case "thinking" -> reasoning(block.at("signature"), turns);
                case "redacted_thinking" -> reasoning(block.at("data"), turns);
                default -> {
                    if (!isOfServerTool(type.text())) {
                        throw type.invalid("Send blocks of type text, tool_use, thinking or redacted_thinking.");
                    }
                }
            }
        });
    }

    /** Reads state of reasoning. What cannot be ours is left out and never refused: clients keep what other services gave them. */
    private static void reasoning(Field field, Turns turns) {
        var state = field.json() == null ? "" : field.json().asText();
        if (ReasoningSeal.mayBeSealed(state)) {
            turns.assistant(new Part.Reasoning(state));
        }
    }

    /** Returns whether a block is part of a history with tools that another service ran. They are left out. */
    private static boolean isOfServerTool(String type) {
        return type.equals("server_tool_use")
                || type.equals("fallback")
                || type.equals("container_upload")
                || type.startsWith("mcp_tool_")
                || (type.endsWith("_tool_result") && !type.equals("tool_result"));
    }

    private static Part.ToolCall call(Field block) {
        var input = block.at("input");
        var arguments = UnparsedInput.raw(input)
                .orElseGet(() -> input.optional()
                        .map(present -> present.opaqueObject(MAX_INPUT_BYTES).text())
                        .orElse("{}"));
        return new Part.ToolCall(id(block.at("id")), ToolNames.called(block.at("name")), arguments);
    }

    private static String id(Field field) {
        return ToolUseIds.ours(field.text(MAX_ID_LENGTH));
    }

    private static void add(Part part, Consumer<Part> turn) {
        if (!(part instanceof Part.Text(var text) && text.isEmpty())) {
            turn.accept(part);
        }
    }

    private static Field required(Field content) {
        if (!content.isPresent()) {
            throw new BadRequest(ApiErrors.missingField(content.path(), "Send a string or an array of blocks."));
        }
        return content;
    }

    private static void blocks(Field content, Consumer<String> text, Consumer<Field> block) {
        if (content.node().isTextual()) {
            text.accept(content.text());
        } else if (content.node().isArray()) {
            content.elements(MAX_BLOCKS, element -> block.accept(element.object()));
        } else {
            throw content.invalid("Send a string or an array of blocks.");
        }
    }
}
