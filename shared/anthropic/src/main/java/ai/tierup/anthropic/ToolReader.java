package ai.tierup.anthropic;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tools} and {@code tool_choice}. A deferred tool is hidden from the model until a message names it. Tools that come out of
 * hiding are added at the end, so that what a model has read before stays the same.
 */
final class ToolReader {

    private static final int MAX_DECLARED = 1000;
    private static final int MAX_OFFERED = 128;
    private static final int MAX_SCHEMA_BYTES = 64 * 1024;
    private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");

    private ToolReader() {}

    /**
     * Returns the tools that a model is offered.
     *
     * @param changes what the messages say about tools
     * @param names learns the names of the tools
     */
    static List<Tool> tools(Field field, ToolChanges changes, ToolNames names) {
        var declared = new HashSet<String>();
        var offered = new ArrayList<Tool>();
        var deferred = new LinkedHashMap<String, Tool>();
        field.nonEmpty()
                .ifPresent(tools -> tools.elements(MAX_DECLARED, element -> {
                    var name = element.object().at("name").text();
                    var tool = tool(element, names);
                    if (!declared.add(tool.name())) {
                        throw element.at("name").invalid("Give every tool a unique name.");
                    }
                    if (isDeferred(element)) {
                        deferred.put(name, tool);
                    } else if (!changes.isRemoved(name)) {
                        offered.add(tool);
                    }
                }));
        for (var loaded : changes.loaded()) {
            var tool = deferred.remove(loaded);
            if (tool != null) {
                offered.add(tool);
            }
        }
        for (var definition : changes.definitions()) {
            var tool = tool(definition, names);
            if (declared.add(tool.name())) {
                offered.add(tool);
            }
        }
        if (offered.size() > MAX_OFFERED) {
            throw field.invalid("Send at most " + MAX_OFFERED + " tools that are not deferred.");
        }
        return offered;
    }

    private static boolean isDeferred(Field tool) {
        return tool.at("defer_loading").optional().map(Field::bool).orElse(false);
    }

    private static Tool tool(Field tool, ToolNames names) {
        tool.object().at("type").nonEmpty().ifPresent(type -> {
            if (!type.text().equals("custom")) {
                throw type.unsupported(
                        "The service runs no tools, and knows none by type. Send tools with a name, a description and an input_schema.");
            }
        });
        return new Tool(
                names.offered(tool.at("name")),
                tool.at("description").nonEmpty().map(Field::text).orElse(null),
                Schemas.read(tool.at("input_schema"), MAX_SCHEMA_BYTES),
                tool.at("strict").optional().map(Field::bool).orElse(null));
    }

    /** Reads the choice; null if it is without effect. */
    static @Nullable ToolChoice choice(Field choice, List<Tool> tools) {
        var type = choice.object().at("type");
        var mode = type.oneOf(CHOICES);
        return switch (mode) {
            case "auto" -> tools.isEmpty() ? null : new ToolChoice.Auto();
            case "none" -> tools.isEmpty() ? null : new ToolChoice.None();
            case "any" -> {
                if (tools.isEmpty()) {
                    throw type.invalid("Send tools, of which the model can call one.");
                }
                yield new ToolChoice.Required();
            }
            default -> new ToolChoice.Named(chosen(choice.at("name"), tools));
        };
    }

    private static String chosen(Field field, List<Tool> tools) {
        var name = ToolNames.called(field);
        if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw field.invalid("Choose one of the tools in the request that is not deferred.");
        }
        return name;
    }
}
