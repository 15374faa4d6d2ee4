package ai.tierup.anthropic;

import ai.tierup.api.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the messages of a conversation say about its tools: which are loaded, added and removed. */
final class ToolChanges {

    private final Set<String> loaded = new LinkedHashSet<>();
    private final Set<String> removed = new HashSet<>();
    private final List<Field> definitions = new ArrayList<>();

    /** Notes a block that names a tool to load. */
    String load(Field name) {
        var tool = name.text(ToolNames.MAX_LENGTH);
        removed.remove(tool);
        loaded.add(tool);
        return tool;
    }

    /** Reads a block of type {@code tool_addition}. */
    void add(Field block) {
        var tool = block.at("tool").object();
        tool.at("definition")
                .nonEmpty()
                .ifPresentOrElse(
                        definitions::add, () -> tool.at("name").optional().ifPresent(this::load));
    }

    /** Reads a block of type {@code tool_removal}. */
    void remove(Field block) {
        block.at("tool").object().at("name").optional().ifPresent(name -> {
            var tool = name.text(ToolNames.MAX_LENGTH);
            loaded.remove(tool);
            removed.add(tool);
        });
    }

    /** Returns the names of tools that are no longer deferred, in the order in which they were loaded. */
    Collection<String> loaded() {
        return loaded;
    }

    boolean isRemoved(String tool) {
        return removed.contains(tool);
    }

    /** Returns the tools that a message declares. */
    List<Field> definitions() {
        return definitions;
    }
}
