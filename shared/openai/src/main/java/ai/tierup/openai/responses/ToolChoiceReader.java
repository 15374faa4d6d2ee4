package ai.tierup.openai.responses;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tool_choice}: whether the model may, must or must not call a tool, and which of the tools it may call. */
final class ToolChoiceReader {

    private static final int MAX_ALLOWED_TOOLS = 512;

    private ToolChoiceReader() {}

    /**
     * The tools that a model is offered.
     *
     * @param choice null if the client left it open
     */
    record Offer(List<Tool> tools, @Nullable ToolChoice choice) {}

    /** Returns what is offered of {@code table}. Without tools, a choice that does not demand a call is ignored. */
    static Offer offer(ToolTable table, Field choice) {
        var tools = table.tools();
        if (choice.nonEmpty().isEmpty()) {
            return new Offer(tools, null);
        }
        if (choice.node().isTextual()) {
            return new Offer(tools, mode(choice, tools));
        }
        var type = choice.object().at("type");
        return switch (type.text()) {
            case "function", "custom" -> new Offer(tools, new ToolChoice.Named(toolNamed(choice, table)));
            case "allowed_tools" -> allowed(choice, table);
            default -> throw type.unsupported("Send a choice of type \"function\", \"custom\" or \"allowed_tools\".");
        };
    }

    private static @Nullable ToolChoice mode(Field mode, List<Tool> tools) {
        return switch (mode.text()) {
            case "auto" -> tools.isEmpty() ? null : new ToolChoice.Auto();
            case "none" -> tools.isEmpty() ? null : new ToolChoice.None();
            case "required" -> {
                if (tools.isEmpty()) {
                    throw mode.invalid("Send tools, of which the model can call one.");
                }
                yield new ToolChoice.Required();
            }
            default -> throw mode.invalid("Send auto, none, required, or the tool to call.");
        };
    }

    /** Reads a choice that narrows the tools. If none is allowed, the model keeps them all but must not call any. */
    private static Offer allowed(Field choice, ToolTable table) {
        var names = new HashSet<String>();
        choice.at("tools")
                .nonEmpty()
                .ifPresent(list -> list.elements(MAX_ALLOWED_TOOLS, element -> {
                    var type = element.object().at("type").text();
                    if (type.equals("function") || type.equals("custom")) {
                        names.add(toolNamed(element, table));
                    }
                }));
        var offered = table.tools().stream()
                .filter(tool -> names.contains(tool.name()))
                .toList();
        var mode = mode(choice.at("mode"), offered);
        return offered.isEmpty() ? new Offer(table.tools(), new ToolChoice.None()) : new Offer(offered, mode);
    }

    private static String toolNamed(Field reference, ToolTable table) {
        var namespace = reference.at("namespace").nonEmpty().map(Field::text).orElse(null);
        var field = reference.at("name");
        var name = ToolReader.name(field);
        if (!table.contains(ClientTool.function(namespace, name))) {
            throw field.invalid("Choose one of the tools in the request.");
        }
        return table.modelName(namespace, name);
    }
}
