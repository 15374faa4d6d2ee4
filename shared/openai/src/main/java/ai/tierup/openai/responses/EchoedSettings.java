package ai.tierup.openai.responses;

import ai.tierup.api.Field;
import ai.tierup.api.WellFormedText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a request that its answer repeats, with the defaults of those that the request leaves out. The instructions are not
 * repeated: a coding agent's would make every answer some ten kilobytes longer.
 */
final class EchoedSettings {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Field request;

    private EchoedSettings(Field request) {
        this.request = request;
    }

    /** Returns JSON by the names of the settings. The request is valid. */
    static Map<String, String> of(Field request) {
        var settings = new EchoedSettings(request);
        settings.put("instructions", null);
        settings.echo("metadata", JSON.objectNode());
        settings.echo("parallel_tool_calls", JSON.booleanNode(true));
        settings.put("previous_response_id", null);
        settings.put("reasoning", settings.reasoning());
        // Items may be kept for references to them, but nothing can be fetched later.
        settings.put("store", JSON.booleanNode(false));
        settings.put("background", JSON.booleanNode(false));
        settings.echo("temperature", JSON.numberNode(1));
        settings.echo("top_p", JSON.numberNode(1));
        settings.echo("presence_penalty", JSON.numberNode(0));
        settings.echo("frequency_penalty", JSON.numberNode(0));
        settings.put("text", settings.text());
        settings.echo("tool_choice", JSON.textNode("auto"));
        settings.put("tools", settings.tools());
        settings.echo("truncation", JSON.textNode("disabled"));
        settings.echo("max_output_tokens", null);
        settings.echo("max_tool_calls", null);
        settings.put("top_logprobs", JSON.numberNode(0));
        settings.put("service_tier", JSON.textNode("default"));
        settings.echo("safety_identifier", null);
        settings.echo("prompt_cache_key", null);
        settings.echo("user", null);
        return settings.values;
    }

    private void echo(String name, @Nullable JsonNode byDefault) {
        put(name, request.at(name).nonEmpty().map(Field::node).orElse(byDefault));
    }

    private void put(String name, @Nullable JsonNode value) {
        // Nobody has read all of the text in it, such as the fields of a tool that are ignored.
        values.put(name, value == null ? "null" : WellFormedText.of(value.toString()));
    }

    private JsonNode reasoning() {
        var reasoning = JSON.objectNode();
        reasoning.set("effort", request.at("reasoning").at("effort").json());
        reasoning.putNull("summary");
        return reasoning;
    }

    private JsonNode text() {
        var text = JSON.objectNode();
        var format = request.at("text").at("format").nonEmpty().map(Field::node);
        text.set("format", format.orElseGet(() -> JSON.objectNode().put("type", "text")));
        request.at("text")
                .at("verbosity")
                .nonEmpty()
                .map(Field::node)
                .ifPresent(verbosity -> text.set("verbosity", verbosity));
        return text;
    }

    /** The tools, with the fields of functions that clients may leave out and the schema of answers requires. */
    private JsonNode tools() {
        var tools = JSON.arrayNode();
        request.at("tools")
                .nonEmpty()
                .map(Field::node)
                .ifPresent(list -> list.forEach(
                        tool -> tools.add(tool.path("type").asText().equals("function") ? function(tool) : tool)));
        return tools;
    }

    private static JsonNode function(JsonNode tool) {
        var function = (ObjectNode) tool.deepCopy();
        for (var name : new String[] {"description", "parameters"}) {
            if (!function.has(name)) {
                function.putNull(name);
            }
        }
        if (!function.path("strict").isBoolean()) {
            function.put("strict", false);
        }
        return function;
    }
}
