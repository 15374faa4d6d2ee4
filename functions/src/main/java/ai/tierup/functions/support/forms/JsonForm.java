package ai.tierup.functions.support.forms;

import ai.tierup.domain.canary.AnswerForm;
import ai.tierup.domain.conversation.JsonText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Compares JSON with the keywords of a JSON schema that nearly all schemas of tools and answers consist of. Other keywords, such as
 * {@code $ref}, are taken as followed: two models are compared here, and both are measured by the same rule.
 */
public final class JsonForm implements AnswerForm {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Override
    public boolean isObject(String text, @Nullable JsonText schema) {
        try {
            var value = JSON.readTree(text);
            return value.isObject() && (schema == null || follows(value, JSON.readTree(schema.text())));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean follows(JsonNode value, JsonNode schema) {
        return isOfType(value, schema.path("type"))
                && (!schema.has("enum") || items(schema, "enum").anyMatch(value::equals))
                && (!schema.has("const") || value.equals(schema.path("const")))
                && (!schema.has("anyOf") || items(schema, "anyOf").anyMatch(one -> follows(value, one)))
                && (!value.isObject() || isFollowedByFields(value, schema))
                && (!value.isArray() || !schema.has("items") || elementsFollow(value, schema.path("items")));
    }

    private static boolean isFollowedByFields(JsonNode value, JsonNode schema) {
        var properties = schema.path("properties");
        var isClosed = schema.path("additionalProperties").isBoolean()
                && !schema.path("additionalProperties").booleanValue()
                && !schema.has("patternProperties");
        return items(schema, "required").allMatch(name -> value.has(name.asText()))
                && value.properties().stream()
                        .allMatch(field -> properties.has(field.getKey())
                                ? follows(field.getValue(), properties.path(field.getKey()))
                                : !isClosed);
    }

    private static boolean elementsFollow(JsonNode array, JsonNode schema) {
        return stream(array).allMatch(element -> follows(element, schema));
    }

    private static boolean isOfType(JsonNode value, JsonNode type) {
        return type.isArray()
                ? stream(type).anyMatch(one -> isOfType(value, one))
                : switch (type.asText()) {
                    case "object" -> value.isObject();
                    case "array" -> value.isArray();
                    case "string" -> value.isTextual();
                    case "number" -> value.isNumber();
                    case "integer" -> value.isIntegralNumber();
                    case "boolean" -> value.isBoolean();
                    case "null" -> value.isNull();
                    default -> true;
                };
    }

    private static Stream<JsonNode> items(JsonNode schema, String name) {
        return stream(schema.path(name));
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }
}
