package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** Creates a minimal value that matches a JSON schema, with a given text for every unconstrained string. */
final class SchemaExample {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MAX_DEPTH = 12;

    private final JsonNode root;
    private final String text;

    private SchemaExample(JsonNode root, String text) {
        this.root = root;
        this.text = text;
    }

    static JsonNode of(JsonNode schema, String text) {
        return new SchemaExample(schema, text).value(schema, 0);
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (schema.has("$ref") && depth < MAX_DEPTH) {
            return value(root.at(schema.path("$ref").asText().substring(1)), depth + 1);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").isArray()) {
            return schema.path("enum").path(0);
        }
        for (var choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.path(choice).isArray()) {
                return value(schema.path(choice).path(0), depth + 1);
            }
        }
        return ofType(schema, depth);
    }

    private JsonNode ofType(JsonNode schema, int depth) {
        var type = schema.path("type").isArray() ? schema.path("type").path(0) : schema.path("type");
        return switch (type.asText(schema.has("properties") ? "object" : "string")) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> NODES.numberNode(schema.path("minimum").asLong(7));
            case "number" -> NODES.numberNode(schema.path("minimum").asDouble(7.5));
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(text);
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        var required = schema.path("required");
        if (depth < MAX_DEPTH) {
            for (var name : required) {
                object.set(name.asText(), value(schema.path("properties").path(name.asText()), depth + 1));
            }
        }
        return object;
    }

    private JsonNode array(JsonNode schema, int depth) {
        var array = NODES.arrayNode();
        for (var i = 0; i < Math.max(1, schema.path("minItems").asInt(1)) && depth < MAX_DEPTH; i++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }
}
