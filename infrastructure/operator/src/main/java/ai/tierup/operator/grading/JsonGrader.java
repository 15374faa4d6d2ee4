package ai.tierup.operator.grading;

import ai.tierup.domain.conversation.JsonText;
import ai.tierup.functions.support.forms.JsonForm;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Accepts JSON that follows the schema of the task, equals a value, and has certain fields.
 *
 * @param schema null if the task has none
 * @param value what the answer must equal; null if only some fields count
 * @param fields values by JSON pointer
 */
record JsonGrader(@Nullable JsonText schema, @Nullable JsonNode value, Map<String, JsonNode> fields) implements Grader {

    static JsonGrader of(JsonNode grade, @Nullable JsonText schema) {
        var fields = new TreeMap<String, JsonNode>();
        grade.path("fields").properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        if (!grade.has("value") && fields.isEmpty()) {
            throw new IllegalArgumentException("A grade of the kind json needs a value or fields");
        }
        return new JsonGrader(schema, grade.get("value"), fields);
    }

    @Override
    public boolean isRight(Answer answer) {
        return answer.calls().isEmpty()
                && (schema == null || new JsonForm().isObject(answer.text(), schema))
                && Json.read(answer.text()).map(this::isRight).orElse(false);
    }

    private boolean isRight(JsonNode json) {
        return (value == null || Json.equal(value, json))
                && fields.entrySet().stream().allMatch(field -> Json.equal(field.getValue(), json.at(field.getKey())));
    }
}
