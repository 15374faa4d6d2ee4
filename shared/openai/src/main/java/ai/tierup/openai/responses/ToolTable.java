package ai.tierup.openai.responses;

import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.Tool;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools of one request, by the names that clients and models know them by. */
final class ToolTable {

    private final Map<String, Entry> byModelName = new LinkedHashMap<>();
    private final Map<Name, String> modelNames = new HashMap<>();

    private record Name(@Nullable String namespace, String name) {

        static Name of(ClientTool tool) {
            return new Name(tool.namespace(), tool.name());
        }
    }

    private record Entry(ClientTool client, Tool tool) {}

    int size() {
        return byModelName.size();
    }

    boolean contains(ClientTool tool) {
        return modelNames.containsKey(Name.of(tool));
    }

    /** Adds a tool, or replaces the one with the same name and namespace. */
    void put(ClientTool client, @Nullable String description, @Nullable JsonText parameters, @Nullable Boolean strict) {
        var modelName = modelNames.computeIfAbsent(Name.of(client), name -> freeName(client));
        byModelName.put(modelName, new Entry(client, new Tool(modelName, description, parameters, strict)));
    }

    private String freeName(ClientTool client) {
        var name = client.modelName();
        return byModelName.containsKey(name) ? client.uniqueModelName() : name;
    }

    List<Tool> tools() {
        return byModelName.values().stream().map(Entry::tool).toList();
    }

    /** The name by which a model knows a tool, also one that the request does not offer any more. */
    String modelName(@Nullable String namespace, String name) {
        var known = modelNames.get(new Name(namespace, name));
        return known == null ? ClientTool.function(namespace, name).modelName() : known;
    }

    /** The tool that a model calls. A model may make one up, which the client then refuses. */
    ClientTool clientTool(String modelName) {
        var entry = byModelName.get(modelName);
        return entry == null ? ClientTool.function(null, modelName) : entry.client();
    }
}
