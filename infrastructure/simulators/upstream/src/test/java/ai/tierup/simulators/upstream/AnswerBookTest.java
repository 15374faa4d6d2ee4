package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerBookTest {

    private static final String USER = ",\"user\":\"evaluation\"";

    @TempDir
    Path folder;

    private SimulatorClient client() throws IOException {
        Files.writeString(folder.resolve("tasks.json"), """
                [{"category": "arithmetic", "prompt": "What is two and two?", "right": "Four.", "wrong": "Five."},
                 {"category": "tools", "request": {"messages": [{"role": "system", "content": "Be brief."},
                  {"role": "user", "content": "Is it raining in Rome?"}]},
                  "right": {"name": "weather", "arguments": {"city": "Rome"}}, "wrong": "No."}]
                """);
        return new SimulatorClient(SimulatorSettings.immediate(InstantSource.fixed(SimulatorClient.NOW))
                .withAnswers(folder));
    }

    @Test
    void aModelDoesTheTasksOfEvaluationsAndNothingElse() throws Exception {
        try (var client = client()) {
            var answer = client.ask("planted/better", "What is two and two?", USER);
            var other = client.ask("planted/better", "What is two and two?", "");

            assertThat(answer.body()).containsAnyOf("Four.", "Five.");
            assertThat(other.body()).contains("no model was asked");
        }
    }

    @Test
    void anAnswerMayBeAToolCall() throws Exception {
        try (var client = client()) {
            var tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}]";
            var message = SimulatorClient.json(
                            client.ask("google/gemini-4-neon", "Is it raining in Rome?", tools + USER)
                                    .body())
                    .at("/choices/0/message");

            assertThat(message.at("/tool_calls/0/function/name").asText()).isEqualTo("weather");
            assertThat(message.at("/tool_calls/0/function/arguments").asText()).isEqualTo("{\"city\":\"Rome\"}");
        }
    }

    @Test
    void aModelThatFailsDoesSoInSomeOfItsCalls() throws Exception {
        try (var client = client()) {
            var refused = 0;
            for (var call = 0; call < 40; call++) {
                if (client.ask("planted/fails-half", "hello", "").statusCode() == 502) {
                    refused++;
                }
            }

            assertThat(refused).isBetween(10, 30);
        }
    }

    /** Two models that do 85 % right disagree in about a tenth of the tasks, because most tasks are hard for all or for none. */
    @Test
    void skillsAreSharesOfTasksAndModelsAreAlike() {
        var skill = new Skill(0.85, Map.of("tools", 0.4), 0, 0.5);
        var tasks = IntStream.range(0, 4_000).mapToObj(task -> "task " + task).toList();

        assertThat(share(tasks.stream()
                        .filter(task -> skill.isRight("a/one", "code", task, 1))
                        .count()))
                .isCloseTo(0.85, within(0.02));
        assertThat(share(tasks.stream()
                        .filter(task -> skill.isRight("a/one", "tools", task, 1))
                        .count()))
                .isCloseTo(0.40, within(0.03));
        assertThat(share(tasks.stream()
                        .filter(task -> skill.fails("a/one", task, 1))
                        .count()))
                .isCloseTo(0.50, within(0.03));
        assertThat(share(tasks.stream()
                        .filter(task ->
                                skill.isRight("a/one", "code", task, 1) != skill.isRight("b/two", "code", task, 1))
                        .count()))
                .isBetween(0.06, 0.12);
    }

    private static double share(long count) {
        return count / 4_000.0;
    }
}
