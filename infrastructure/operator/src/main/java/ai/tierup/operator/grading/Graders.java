package ai.tierup.operator.grading;

import ai.tierup.domain.conversation.JsonText;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Creates the graders that tasks order. */
public final class Graders {

    private final FunctionRunner functions;

    /** @param python runs the functions that models write */
    public Graders(Python python) {
        this((FunctionRunner) python);
    }

    Graders(FunctionRunner functions) {
        this.functions = functions;
    }

    /**
     * @param grade the order, with its {@code kind}
     * @param schema the schema that the answer must follow; null if the task has none
     * @throws IllegalArgumentException if it is not an order of any kind
     */
    public Grader of(JsonNode grade, @Nullable JsonText schema) {
        return switch (grade.path("kind").asText()) {
            case "text" -> new TextGrader(Json.texts(grade.required("any_of")));
            case "number" ->
                new NumberGrader(
                        new BigDecimal(grade.required("value").asText()),
                        new BigDecimal(grade.path("tolerance").asText("0")));
            case "json" -> JsonGrader.of(grade, schema);
            case "tool" -> ToolGrader.of(grade);
            case "rules" -> RulesGrader.of(grade);
            case "code" -> CodeGrader.of(grade, functions);
            default -> throw new IllegalArgumentException("There is no grader of the kind " + grade.path("kind"));
        };
    }
}
