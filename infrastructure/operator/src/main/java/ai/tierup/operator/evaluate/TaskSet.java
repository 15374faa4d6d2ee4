package ai.tierup.operator.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.assess.ClassCriteria.Choice;
import ai.tierup.domain.completion.ChatRequest;
import ai.tierup.domain.conversation.JsonText;
import ai.tierup.domain.conversation.ResponseFormat;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.Tier;
import ai.tierup.openai.chat.OpenAiChat;
import ai.tierup.operator.grading.Graders;
import ai.tierup.operator.json.JsonFile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of an evaluation.
 *
 * @param fingerprint a hash of the tasks, by which an evaluation that is continued knows that they are the same
 */
record TaskSet(List<Task> tasks, String fingerprint) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULT_LANGUAGE = "en";
    private static final int FINGERPRINT_LENGTH = 16;
    private static final int MAX_DIFFICULTY = 4;

    TaskSet {
        tasks = List.copyOf(tasks);
    }

    /**
     * Reads the tasks of these difficulties from the JSON files of folders. A task is sent as a request for the tier, and thus checked by the
     * rules of our own API.
     *
     * @throws IllegalArgumentException if a task is invalid, or two have one name
     */
    static TaskSet read(List<Path> folders, Tier tier, Choice choice, Graders graders) throws IOException {
        var tasks = new ArrayList<Task>();
        var names = new HashSet<String>();
        var hash = sha256();
        for (var folder : folders) {
            for (var file : files(folder)) {
                for (var json : tasksIn(file)) {
                    var task = task(file, json, tier, graders);
                    if (!names.add(task.id())) {
                        throw new IllegalArgumentException(file + " has a second task " + task.id());
                    }
                    if (task.difficulty() >= choice.minDifficulty() && task.difficulty() <= choice.maxDifficulty()) {
                        tasks.add(task);
                        hash.update(json.toString().getBytes(UTF_8));
                    }
                }
            }
        }
        return new TaskSet(tasks, HexFormat.of().formatHex(hash.digest()).substring(0, FINGERPRINT_LENGTH));
    }

    private static JsonNode tasksIn(Path file) throws IOException {
        var tasks = JsonFile.read(JSON, file);
        if (tasks.isArray()) {
            return tasks;
        }
        throw new IllegalArgumentException(file + " is not a JSON array of tasks");
    }

    private static String name(JsonNode json, String field) {
        if (!json.path(field).isTextual() || json.path(field).textValue().isBlank()) {
            throw new IllegalArgumentException(field + " must be a text");
        }
        return json.path(field).textValue();
    }

    /** A task without a difficulty would silently be in no evaluation. */
    private static int difficulty(JsonNode json) {
        var difficulty = json.path("difficulty");
        if (!difficulty.isInt() || difficulty.intValue() < 1 || difficulty.intValue() > MAX_DIFFICULTY) {
            throw new IllegalArgumentException("difficulty must be from 1 to " + MAX_DIFFICULTY);
        }
        return difficulty.intValue();
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Task task(Path file, JsonNode json, Tier tier, Graders graders) {
        var id = json.path("id").asText();
        try {
            var request = request(json, tier);
            return new Task(
                    name(json, "id"),
                    name(json, "category"),
                    difficulty(json),
                    json.path("language").asText(DEFAULT_LANGUAGE),
                    tier.capabilities().contains(Capability.REASONING_EFFORT)
                            ? request.conversation()
                            : request.conversation().withoutReasoningEffort(),
                    request.maxOutputTokens() == null ? tier.limits().defaultOutputTokens() : request.maxOutputTokens(),
                    graders.of(grade(json), schema(request.conversation().responseFormat())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("In " + file + ", the task " + id + " is invalid: " + e.getMessage(), e);
        }
    }

    private static JsonNode grade(JsonNode json) {
        if (!json.path("grade").isObject()) {
            throw new IllegalArgumentException("grade must be an object");
        }
        return json.path("grade");
    }

    private static ChatRequest request(JsonNode json, Tier tier) {
        var body = json.path("request") instanceof ObjectNode given ? given.deepCopy() : JSON.createObjectNode();
        if (json.has("prompt")) {
            body.putArray("messages")
                    .addObject()
                    .put("role", "user")
                    .put("content", json.path("prompt").asText());
        }
        body.put("model", tier.id().publicName());
        return switch (new OpenAiChat().read(body.toString().getBytes(UTF_8))) {
            case ParsedRequest.Valid valid -> valid.request();
            case ParsedRequest.Invalid(var error) -> throw new IllegalArgumentException(error.message());
        };
    }

    private static @Nullable JsonText schema(ResponseFormat format) {
        return format instanceof ResponseFormat.JsonSchema ordered ? ordered.schema() : null;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
