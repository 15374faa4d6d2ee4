package ai.tierup.openai.chat;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** Reads {@code tools}. */
final class ToolReader {

    private static final int MAX_TOOLS = 128;
    private static final int MAX_SCHEMA_BYTES = 64 * 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ToolReader() {}

    static List<Tool> tools(Field field) {
        var tools = new ArrayList<Tool>();
        var names = new HashSet<String>();
        field.nonEmpty()
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
                        .nonEmpty()
                        .map(schema -> schema.opaqueObject(MAX_SCHEMA_BYTES))
                        .orElse(null),
                function.at("strict").optional().map(Field::bool).orElse(null));
    }

    /** Reads the name of a tool. */
    static String name(Field field) {
        var name = field.text();
        if (!NAME.matcher(name).matches()) {
            throw field.invalid("Send a name of 1 to 64 letters, digits, underscores or dashes.");
        }
        return name;
    }
}
