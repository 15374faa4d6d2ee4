package ai.tierup.openai.chat;

import ai.tierup.api.Field;
import ai.tierup.domain.conversation.Tool;
import ai.tierup.domain.conversation.ToolChoice;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code tool_choice}: whether the model may, must or must not call a tool, and which of the tools it may call. */
final class ToolChoiceReader {

    private static final int MAX_ALLOWED_TOOLS = 128;

    private ToolChoiceReader() {}

    /**
     * The tools that a model is offered.
     *
     * @param choice null if the client left it open
     */
    record Offer(List<Tool> tools, @Nullable ToolChoice choice) {}

    /** Returns what is offered of {@code tools}. Without tools, a choice that does not demand a call is ignored. */
    static Offer offer(List<Tool> tools, Field choice) {
        if (choice.nonEmpty().isEmpty()) {
            return new Offer(tools, null);
        }
        if (choice.node().isTextual()) {
            return new Offer(tools, mode(choice, tools));
        }
        var type = choice.object().at("type");
        return switch (type.text()) {
            case "function" -> new Offer(tools, new ToolChoice.Named(toolNamed(choice, tools)));
            case "allowed_tools" -> allowed(choice.at("allowed_tools").object(), tools);
            default -> throw type.unsupported("Send a choice of type \"function\" or \"allowed_tools\".");
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
            default -> throw mode.invalid("Send auto, none, required, or the function to call.");
        };
    }

    /** Reads a choice that narrows the tools. If none is allowed, the model keeps them all but must not call any. */
    private static Offer allowed(Field allowed, List<Tool> tools) {
        var names = new HashSet<String>();
        allowed.at("tools")
                .nonEmpty()
                .ifPresent(list ->
                        list.elements(MAX_ALLOWED_TOOLS, element -> names.add(toolNamed(element.object(), tools))));
        var offered = tools.stream().filter(tool -> names.contains(tool.name())).toList();
        var choice = mode(allowed.at("mode"), offered);
        return offered.isEmpty() ? new Offer(tools, new ToolChoice.None()) : new Offer(offered, choice);
    }

    private static String toolNamed(Field reference, List<Tool> tools) {
        var field = reference.at("function").object().at("name");
        var name = ToolReader.name(field);
        if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw field.invalid("Choose one of the tools in the request.");
        }
        return name;
    }
}
