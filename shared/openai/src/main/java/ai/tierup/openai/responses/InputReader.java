package ai.tierup.openai.responses;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.BadRequest;
import ai.tierup.api.Field;
import ai.tierup.api.JsonBytes;
import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.reasoning.ReasoningSeal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code input}: a string, or items of a conversation in any order. */
final class InputReader {

    private static final int MAX_ITEMS = 10_000;
    private static final int MAX_CALL_ID_LENGTH = 256;
    private static final Map<String, Role> ROLES = Map.of(
            "system", Role.SYSTEM,
            "developer", Role.DEVELOPER,
            "user", Role.USER,
            "assistant", Role.ASSISTANT);

    /**
     * Items that say nothing to a model of a tier: settings, tools, which are read elsewhere, and the
     * histories of tools that only another service executes.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "additional_tools",
            "configuration_update",
            "compaction_trigger",
            "web_search_call",
            "file_search_call",
            "code_interpreter_call",
            "image_generation_call",
            "computer_call",
            "computer_call_output",
            "mcp_list_tools",
            "mcp_approval_request",
            "mcp_approval_response",
            "mcp_call",
            "program",
            "program_call",
            "program_output");

    /** Ids of reasoning, without which a conversation can go on. */
    private static final String REASONING_PREFIX = "rs_";

    private final ToolTable tools;
    private final References references;
    private final ContentReader contents = new ContentReader();

    private InputReader(ToolTable tools, References references) {
        this.tools = tools;
        this.references = references;
    }

    static List<InputItem> read(Field input, ToolTable tools, AnswerMemory memory) {
        if (!input.isPresent()) {
            return List.of();
        }
        if (input.node().isTextual()) {
            return input.text().isEmpty()
                    ? List.of()
                    : List.of(new InputItem.Said(Role.USER, List.of(new Part.Text(input.text()))));
        }
        if (!input.node().isArray()) {
            throw input.invalid("Send a string or an array of items.");
        }
        var reader = new InputReader(tools, References.in(input, memory));
        var items = new ArrayList<InputItem>();
        input.elements(MAX_ITEMS, item -> reader.item(item.object()).ifPresent(items::add));
        return items;
    }

    private Optional<InputItem> item(Field item) {
        if (References.isReference(item)) {
            return referenced(item);
        }
        var type = item.at("type");
        if (!type.isPresent()) {
            if (!item.at("role").isPresent()) {
                throw new BadRequest(ApiErrors.missingField(
                        type.path(), "Send the type of the item, such as message or function_call_output."));
            }
            return Optional.of(message(item));
        }
        return switch (type.text()) {
            case "message" -> Optional.of(message(item));
            case "reasoning" -> reasoned(item);
            case "function_call" -> Optional.of(called(item, toolName(item), arguments(item.at("arguments"))));
            case "custom_tool_call" ->
                Optional.of(
                        called(item, toolName(item), freeText(item.at("input").text())));
            case "tool_search_call" -> Optional.of(called(item, "tool_search", json(item.at("arguments"))));
            case "local_shell_call" -> Optional.of(called(item, "local_shell", json(item.at("action"))));
            case "shell_call" -> Optional.of(called(item, "shell", json(item.at("action"))));
            case "apply_patch_call" -> Optional.of(called(item, "apply_patch", json(item.at("operation"))));
            case "function_call_output", "custom_tool_call_output" ->
                Optional.of(new InputItem.Returned(callId(item), contents.content(item.at("output"))));
            case "tool_search_output" -> Optional.of(returned(item, "Found: " + names(item.at("tools"))));
            case "local_shell_call_output", "shell_call_output", "apply_patch_call_output" ->
                Optional.of(returned(item, item.at("output").isPresent() ? json(item.at("output")) : ""));
            case "compaction" ->
                throw type.unsupported(
                        "Send the conversation itself. It was compacted by another service, for its own models.");
            default -> {
                if (!LEFT_OUT.contains(type.text())) {
                    throw type.invalid(
                            "Send items of type message, function_call, function_call_output, custom_tool_call,"
                                    + " custom_tool_call_output or reasoning.");
                }
                yield Optional.empty();
            }
        };
    }

    private InputItem message(Field item) {
        var role = ROLES.get(item.at("role").oneOf(ROLES.keySet()));
        var content = item.at("content");
        return switch (role) {
            case USER -> new InputItem.Said(role, contents.content(content));
            case ASSISTANT -> new InputItem.Said(role, content.isPresent() ? contents.text(content) : List.of());
            case SYSTEM, DEVELOPER -> new InputItem.Said(role, contents.text(content));
            case TOOL -> throw new IllegalStateException("The API has no role for tools");
            case null -> throw new IllegalStateException("A valid role has no mapping");
        };
    }

    /** Reads reasoning whose state may be ours. What another service's model thought says nothing to a model of a tier. */
    private static Optional<InputItem> reasoned(Field item) {
        var state = item.at("encrypted_content").json();
        return state != null && ReasoningSeal.mayBeSealed(state.asText())
                ? Optional.of(new InputItem.Reasoned(state.asText()))
                : Optional.empty();
    }

    private Optional<InputItem> referenced(Field reference) {
        var item = references.item(reference);
        if (item.isEmpty() && !References.id(reference).startsWith(REASONING_PREFIX)) {
            var id = reference.at("id");
            throw new BadRequest(ApiErrors.itemNotFound(id.text(), id.path()));
        }
        return item.flatMap(this::item);
    }

    private static InputItem called(Field item, String name, String arguments) {
        return new InputItem.Called(callId(item), name, arguments);
    }

    private static InputItem returned(Field item, String text) {
        return new InputItem.Returned(callId(item), text.isEmpty() ? List.of() : List.of(new Part.Text(text)));
    }

    private String toolName(Field item) {
        var namespace = item.at("namespace").nonEmpty().map(Field::text).orElse(null);
        return tools.modelName(namespace, ToolReader.name(item.at("name")));
    }

    private static String callId(Field item) {
        var id = item.at("call_id");
        var text = id.text(MAX_CALL_ID_LENGTH);
        if (text.isEmpty()) {
            throw id.invalid("Send the id of the call.");
        }
        return text;
    }

    /** Reads the arguments of a call. A call without arguments has been written in several ways, of which models take one. */
    private static String arguments(Field arguments) {
        return arguments
                .nonEmpty()
                .map(Field::text)
                .filter(text -> !text.isBlank())
                .orElse("{}");
    }

    private static String freeText(String input) {
        var bytes = JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringField("input", input);
            json.writeEndObject();
        });
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String json(Field value) {
        return value.optional()
                .map(present -> present.node().isTextual()
                        ? present.text()
                        : present.node().toString())
                .orElse("{}");
    }

    private static String names(Field tools) {
        var names = new ArrayList<String>();
        tools.nonEmpty()
                .ifPresent(list -> list.elements(
                        MAX_ITEMS, tool -> names.add(tool.object().at("name").text())));
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }
}
