package ai.tierup.operator.grading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Accepts an answer that calls one tool, with certain arguments.
 *
 * @param optional arguments that may be there with any value
 */
record ToolGrader(String tool, JsonNode arguments, List<String> optional) implements Grader {

    static ToolGrader of(JsonNode grade) {
        return new ToolGrader(
                grade.required("name").asText(), grade.required("arguments"), Json.texts(grade.path("optional")));
    }

    @Override
    public boolean isRight(Answer answer) {
        return answer.calls().size() == 1
                && answer.calls().getFirst().name().equals(tool)
                && Json.read(answer.calls().getFirst().arguments())
                        .map(this::hasArguments)
                        .orElse(false);
    }

    private boolean hasArguments(JsonNode given) {
        if (!(given instanceof ObjectNode object)) {
            return false;
        }
        return Json.equal(
                arguments,
                object.deepCopy()
                        .without(optional.stream()
                                .filter(name -> !arguments.has(name))
                                .toList()));
    }
}
