package ai.tierup.operator.grading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * Accepts code whose function gives the expected results. The code is the last code block of the answer, or all of it if there is none.
 *
 * @param cases arguments and expected results
 */
record CodeGrader(String function, JsonNode cases, FunctionRunner functions) implements Grader {

    private static final Pattern BLOCK = Pattern.compile("(?s)```(?:python|py)?[ \\t]*\\n(.*?)```");

    static CodeGrader of(JsonNode grade, FunctionRunner functions) {
        return new CodeGrader(grade.required("function").asText(), grade.required("cases"), functions);
    }

    @Override
    public boolean isRight(Answer answer) {
        var code = BLOCK.matcher(answer.text())
                .results()
                .map(match -> match.group(1))
                .reduce((earlier, later) -> later)
                .orElse(answer.text());
        return functions.passes(code, function, cases);
    }
}
