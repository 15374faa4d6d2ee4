package ai.tierup.operator.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.assess.ClassCriteria.Choice;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.tier.TierId;
import ai.tierup.functions.support.criteria.CriteriaFile;
import ai.tierup.operator.MappingFile;
import ai.tierup.operator.grading.Answer;
import ai.tierup.operator.grading.Graders;
import ai.tierup.operator.grading.Python;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shipped tasks: each accepts the right answer that stands beside it, and refuses the wrong one. */
class ShippedTasksTest {

    private static final Path TIERS = Path.of(System.getProperty("tierup.home")).resolve("infrastructure/tiers");
    private static final Path TASKS = TIERS.resolve("tasks");
    private static final Graders GRADERS = new Graders(new Python(TIERS.resolve("run_function.py")));

    private static TaskSet read(int minDifficulty, int maxDifficulty) throws IOException {
        var tier = MappingFile.read(TIERS.resolve("mapping-2.json")).tier(TierId.TIER_4);
        return TaskSet.read(List.of(TASKS), tier, new Choice(minDifficulty, maxDifficulty, 1, 1), GRADERS);
    }

    private static Map<String, JsonNode> answers() throws IOException {
        var answers = new HashMap<String, JsonNode>();
        try (var files = Files.newDirectoryStream(TASKS, "*.json")) {
            for (var file : files) {
                new ObjectMapper()
                        .readTree(file.toFile())
                        .forEach(task -> answers.put(task.path("id").asText(), task));
            }
        }
        return answers;
    }

    private static Answer answer(JsonNode given) {
        return given.isObject()
                ? new Answer(
                        "",
                        List.of(new Part.ToolCall(
                                "",
                                given.path("name").asText(),
                                given.path("arguments").toString())))
                : new Answer(given.asText(), List.of());
    }

    @Test
    void eachTaskAcceptsItsRightAnswerAndRefusesItsWrongOne() throws IOException {
        var answers = answers();
        var tasks = read(1, 4).tasks();

        assertThat(tasks)
                .filteredOn(task -> !task.grader()
                        .isRight(answer(
                                Objects.requireNonNull(answers.get(task.id())).path("right"))))
                .extracting(Task::id)
                .as("tasks that refuse the right answer")
                .isEmpty();
        assertThat(tasks)
                .filteredOn(task -> task.grader()
                        .isRight(answer(
                                Objects.requireNonNull(answers.get(task.id())).path("wrong"))))
                .extracting(Task::id)
                .as("tasks that accept the wrong answer")
                .isEmpty();
    }

    @Test
    void thereAreEnoughTasksOfEachKindAndForEachClass() throws IOException {
        var tasks = read(1, 4).tasks();

        assertThat(tasks).hasSizeGreaterThanOrEqualTo(200);
        assertThat(tasks.stream().collect(Collectors.groupingBy(Task::category, Collectors.counting())))
                .containsOnlyKeys("arithmetic", "code", "constraints", "extraction", "refusals", "schema", "tools")
                .allSatisfy((category, count) -> assertThat(count).isGreaterThanOrEqualTo(20));
        for (var className : List.of("speed", "balance", "intelligence", "reasoning")) {
            var choice =
                    CriteriaFile.read(TIERS.resolve("criteria.json"), className).choice();
            assertThat(read(choice.minDifficulty(), choice.maxDifficulty()).tasks())
                    .as(className)
                    .hasSizeGreaterThanOrEqualTo(choice.minTasks());
        }
    }

    @Test
    void theFingerprintChangesWithTheTasks() throws IOException {
        assertThat(read(1, 4).fingerprint())
                .isEqualTo(read(1, 4).fingerprint())
                .isNotEqualTo(read(1, 3).fingerprint());
    }
}
