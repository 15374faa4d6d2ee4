package ai.tierup.simulators.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Right and wrong answers to the tasks of evaluations, which a simulated model gives as its {@link Skill} says. It is asked only for requests
 * of the user {@code evaluation}, and its files are read for the first of them. Each file is an array of tasks with a {@code prompt}, or a
 * {@code request} with messages; and with {@code category}, {@code right} and {@code wrong}, which are texts, or tool calls with a
 * {@code name} and {@code arguments}.
 */
final class AnswerBook {

    private static final String USER = "evaluation";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Path> folder;
    private final Map<String, Integer> runs = new ConcurrentHashMap<>();
    private @Nullable Map<String, JsonNode> tasks;

    AnswerBook(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Returns what the model answers; empty if the book does not have the task. */
    Optional<JsonNode> answer(ChatInput input) {
        return task(input).map(task -> {
            var model = input.model();
            var prompt = input.prompt();
            var run = runs.merge(model.slug() + '\n' + prompt, 1, Integer::sum);
            var isRight =
                    model.skill().isRight(model.slug(), task.path("category").asText(), prompt, run);
            return task.path(isRight ? "right" : "wrong");
        });
    }

    /** Returns whether the model fails at this call. */
    boolean fails(ChatInput input) {
        var model = input.model();
        if (model.skill().failures() == 0) {
            return false;
        }
        var call = runs.merge("fails\n" + model.slug() + '\n' + input.prompt(), 1, Integer::sum);
        return model.skill().fails(model.slug(), input.prompt(), call);
    }

    private Optional<JsonNode> task(ChatInput input) {
        return input.body().path("user").asText().equals(USER)
                ? Optional.ofNullable(tasks().get(input.prompt()))
                : Optional.empty();
    }

    private synchronized Map<String, JsonNode> tasks() {
        if (tasks == null) {
            tasks = read();
        }
        return tasks;
    }

    private Map<String, JsonNode> read() {
        var read = new HashMap<String, JsonNode>();
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return read;
        }
        try (var files = Files.newDirectoryStream(folder.get(), "*.json")) {
            for (var file : files) {
                for (var task : JSON.readTree(file.toFile())) {
                    read.put(prompt(task), task);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }

    private static String prompt(JsonNode task) {
        return task.has("prompt")
                ? task.path("prompt").asText().strip()
                : ChatInput.lastUserText(task.path("request")).strip();
    }
}
