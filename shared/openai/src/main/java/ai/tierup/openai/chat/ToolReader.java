package ai.tierup.openai.chat;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code tools} and {@code tool_choice}. */
final class ToolReader {

    private static final int MAX_TOOLS = 128;
    private static final int MAX_SCHEMA_BYTES = 64 * 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ToolReader() {}

    static List<Tool> tools(Field field) {
        var tools = new ArrayList<Tool>();
        var names = new HashSet<String>();
        field.optional()
                .ifPresent(present -> present.elements(MAX_TOOLS, element -> {
                    var tool = tool(element.object());
                    if (!names.add(tool.name())) {
                        throw element.at("function").at("name").invalid("Give every tool a unique name.");
                    }
                    tools.add(tool);
                }));
        return tools;
    }

    private static Tool tool(Field tool) {
        var type = tool.at("type");
        if (!type.text().equals("function")) {
            throw type.unsupported("Send tools of type \"function\".");
        }
        var function = tool.at("function").object();
        return new Tool(
                name(function.at("name")),
                function.at("description").optional().map(Field::text).orElse(null),
                function.at("parameters")
                        .optional()
                        .map(schema -> schema.opaqueObject(MAX_SCHEMA_BYTES))
                        .orElse(null),
                function.at("strict").optional().map(Field::bool).orElse(null));
    }

    static @Nullable ToolChoice choice(Field choice, List<Tool> tools) {
        if (!choice.isPresent()) {
            return null;
        }
        if (tools.isEmpty()
                && !(choice.node().isTextual() && choice.node().textValue().equals("none"))) {
            throw choice.invalid("Send tool_choice only with tools.");
        }
        if (choice.node().isTextual()) {
            return switch (choice.text()) {
                case "auto" -> new ToolChoice.Auto();
                case "none" -> new ToolChoice.None();
                case "required" -> new ToolChoice.Required();
                default -> throw choice.invalid("Send auto, none, required, or the function to call.");
            };
        }
        var type = choice.object().at("type");
        if (!type.text().equals("function")) {
            throw type.unsupported("Send a choice of type \"function\".");
        }
        var name = choice.at("function").object().at("name");
        var chosen = name(name);
        if (tools.stream().noneMatch(tool -> tool.name().equals(chosen))) {
            throw name.invalid("Choose one of the tools in the request.");
        }
        return new ToolChoice.Named(chosen);
    }

    private static String name(Field field) {
        var name = field.text();
        if (!NAME.matcher(name).matches()) {
            throw field.invalid("Send a name of 1 to 64 letters, digits, underscores or dashes.");
        }
        return name;
    }
}
