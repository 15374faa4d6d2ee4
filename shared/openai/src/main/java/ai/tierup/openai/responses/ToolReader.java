package ai.tierup.openai.responses;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.openai.responses.ClientTool.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads tools, and the groups of tools called namespaces, into the functions that models are offered. Web search is left out without a
 * word: some clients offer it in every request.
 */
final class ToolReader {

    private static final int MAX_TOOLS = 512;
    private static final int MAX_SCHEMA_BYTES = 64 * 1024;
    private static final int MAX_NAME_LENGTH = 128;
    private static final String SEARCH = "tool_search";

    /** The schema of a function that stands for a tool with free text as its input. */
    private static final JsonText FREE_TEXT = new JsonText(
            "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},\"required\":[\"input\"],\"additionalProperties\":false}");

    private static final Set<String> LEFT_OUT = Set.of(
            "web_search",
            "web_search_2025_08_26",
            "web_search_preview",
            "web_search_preview_2025_03_11",
            "image_generation");

    private final ToolTable table = new ToolTable();

    private ToolReader() {}

    /** Reads {@code tools}, and those that items of the input add. A later tool of an item replaces an earlier one with the same name. */
    static ToolTable read(Field tools, Field input) {
        var reader = new ToolReader();
        reader.addAll(tools, null, false);
        if (input.isPresent() && input.node().isArray()) {
            input.elements(Integer.MAX_VALUE, item -> {
                var type = item.at("type").optional().map(Field::node);
                if (type.isPresent()
                        && Set.of("additional_tools", "tool_search_output")
                                .contains(type.get().asText())) {
                    reader.addAll(item.at("tools"), null, true);
                }
            });
        }
        return reader.table;
    }

    private void addAll(Field tools, @Nullable String namespace, boolean replaces) {
        tools.nonEmpty()
                .ifPresent(present -> present.elements(MAX_TOOLS, tool -> add(tool.object(), namespace, replaces)));
    }

    private void add(Field tool, @Nullable String namespace, boolean replaces) {
        var type = tool.at("type");
        switch (type.text()) {
            case "function" ->
                function(tool, new ClientTool(Kind.FUNCTION, namespace, name(tool.at("name"))), replaces);
            case "custom" -> custom(tool, new ClientTool(Kind.CUSTOM, namespace, name(tool.at("name"))), replaces);
            case SEARCH -> search(tool, replaces);
            case "namespace" -> {
                if (namespace != null) {
                    throw type.invalid("Send functions and custom tools in a namespace.");
                }
                addAll(tool.at("tools"), name(tool.at("name")), replaces);
            }
            default -> {
                if (!LEFT_OUT.contains(type.text())) {
                    throw type.unsupported(
                            "Send tools of type function, custom or namespace, which your own program executes.");
                }
            }
        }
    }

    private void function(Field tool, ClientTool client, boolean replaces) {
        put(tool, client, description(tool), schema(tool), strict(tool), replaces);
    }

    private void custom(Field tool, ClientTool client, boolean replaces) {
        put(tool, client, customDescription(tool), FREE_TEXT, null, replaces);
    }

    /** A search that the client executes. One that the service would have to execute finds nothing, so it is left out. */
    private void search(Field tool, boolean replaces) {
        var execution = tool.at("execution").nonEmpty().map(Field::text).orElse("server");
        if (execution.equals("client")) {
            put(tool, new ClientTool(Kind.SEARCH, null, SEARCH), description(tool), schema(tool), null, replaces);
        }
    }

    private void put(
            Field tool,
            ClientTool client,
            @Nullable String description,
            @Nullable JsonText schema,
            @Nullable Boolean strict,
            boolean replaces) {
        if (!replaces && table.contains(client)) {
            throw tool.at("name").invalid("Give every tool a unique name.");
        }
        table.put(client, description, schema, strict);
        if (table.size() > MAX_TOOLS) {
            throw tool.invalid("Send at most " + MAX_TOOLS + " tools.");
        }
    }

    /** Reads the name of a tool. */
    static String name(Field field) {
        var name = field.text(MAX_NAME_LENGTH);
        if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
            throw field.invalid("Send a name of 1 to " + MAX_NAME_LENGTH + " letters, digits, underscores or dashes.");
        }
        return name;
    }

    private static @Nullable String description(Field tool) {
        return tool.at("description").optional().map(Field::text).orElse(null);
    }

    private static @Nullable JsonText schema(Field tool) {
        return tool.at("parameters")
                .nonEmpty()
                .map(schema -> schema.opaqueObject(MAX_SCHEMA_BYTES))
                .orElse(null);
    }

    private static @Nullable Boolean strict(Field tool) {
        return tool.at("strict")
                .optional()
                .map(Field::bool)
                .filter(strict -> strict)
                .orElse(null);
    }

    /** The description of a tool with free text, with the grammar that the text has to follow. */
    private static String customDescription(Field tool) {
        var described = tool.at("description").optional().map(Field::text).orElse("");
        var format = tool.at("format").nonEmpty().map(Field::object);
        var grammar = format.filter(present -> present.at("type").text().equals("grammar"))
                .map(present -> "\nThe input must follow this %s grammar:\n%s"
                        .formatted(
                                present.at("syntax").oneOf(Set.of("lark", "regex")),
                                present.at("definition").text(MAX_SCHEMA_BYTES)));
        return (described + "\nPut the whole input, as plain text, into the argument \"input\"." + grammar.orElse(""))
                .strip();
    }
}
