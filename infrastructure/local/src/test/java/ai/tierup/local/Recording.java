package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files of a recording. {@code tables.jsonl} contains the items stored before the first request, {@code keys.json} the API keys by
 * name, and {@code answers.jsonl} one request with its answer per line. To add a request, write its part of a line and record the answer.
 *
 * <table>
 * <caption>Fields of a line; {@link RequestFiller} lists the placeholders of the request</caption>
 * <tr><td>{@code what}</td><td>description of the line</td></tr>
 * <tr><td>{@code key}</td><td>name of the API key; without it, no key is sent</td></tr>
 * <tr><td>{@code GET}, {@code POST}, {@code PUT}, {@code DELETE}</td><td>path and query</td></tr>
 * <tr><td>{@code headers}</td><td>more headers; an array for a header that is sent several times</td></tr>
 * <tr><td>{@code json}, {@code text} or {@code base64}</td><td>the body</td></tr>
 * <tr><td>{@code as}</td><td>name of the answer, for later requests</td></tr>
 * <tr><td>{@code seconds}</td><td>time limit of the function</td></tr>
 * <tr><td>{@code plain}</td><td>the function does not stream, and its upstream is a plain OpenAI-compatible server</td></tr>
 * <tr><td>{@code stripe}, {@code form}</td><td>a command for the simulated Stripe, in place of a request</td></tr>
 * <tr><td>{@code answer}</td><td>status, headers and body</td></tr>
 * <tr><td>{@code upstream}</td><td>bodies of the requests sent upstream</td></tr>
 * <tr><td>{@code opened}</td><td>checkouts that were opened</td></tr>
 * </table>
 *
 * @param items requests of DynamoDB's {@code PutItem} API
 */
record Recording(Path folder, List<JsonNode> items, JsonNode keys, List<ObjectNode> lines) {

    private static final String ANSWERS = "answers.jsonl";

    /** Fields that a run adds to a line. */
    private static final Set<String> ADDED = Set.of("answer", "upstream", "opened");

    static Recording in(Path folder) throws IOException {
        var items = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(folder.resolve("tables.jsonl"), UTF_8)) {
            items.add(ReadableBody.JSON.readTree(line));
        }
        var lines = new ArrayList<ObjectNode>();
        for (var line : Files.readAllLines(folder.resolve(ANSWERS), UTF_8)) {
            lines.add((ObjectNode) ReadableBody.JSON.readTree(line));
        }
        var keys = ReadableBody.JSON.readTree(folder.resolve("keys.json").toFile());
        return new Recording(folder, items, keys, lines);
    }

    /** A line without the fields that a run adds. */
    static ObjectNode request(ObjectNode line) {
        return line.deepCopy().remove(ADDED);
    }

    /** The text of the stored items and the requests. */
    String initialText() {
        return items.toString() + lines.stream().map(Recording::request).toList();
    }

    String key(String name) {
        return keys.required(name).asText();
    }

    /** Replaces the recorded lines. */
    void write(List<ObjectNode> answered) throws IOException {
        Files.write(
                folder.resolve(ANSWERS),
                answered.stream().map(ReadableBody::text).toList(),
                UTF_8);
    }
}
