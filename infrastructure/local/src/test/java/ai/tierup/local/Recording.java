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
 * The files of a recording: {@code tables.jsonl} holds the items that are stored before the first request, {@code keys.json} the API
 * keys by the names that requests call them, {@code answers.jsonl} one request and its answer a line. To add a request, write its part
 * of a line and record the answer.
 *
 * <table>
 * <caption>Fields of a line; {@link RequestFiller} knows the placeholders in the first half</caption>
 * <tr><td>{@code what}</td><td>what the line shows</td></tr>
 * <tr><td>{@code key}</td><td>name of the API key that is sent; none without it</td></tr>
 * <tr><td>{@code GET}, {@code POST}, {@code PUT}, {@code DELETE}</td><td>path and query</td></tr>
 * <tr><td>{@code headers}</td><td>more headers; one that comes several times has an array</td></tr>
 * <tr><td>{@code json}, {@code text} or {@code base64}</td><td>the body</td></tr>
 * <tr><td>{@code as}</td><td>a name of the answer, for later requests</td></tr>
 * <tr><td>{@code seconds}</td><td>how long the function may take</td></tr>
 * <tr><td>{@code plain}</td><td>asks a function that answers whole, and whose upstream is a plain OpenAI-compatible server</td></tr>
 * <tr><td>{@code stripe}, {@code form}</td><td>in place of a request: something is done at the simulated Stripe</td></tr>
 * <tr><td>{@code answer}</td><td>status, headers and body</td></tr>
 * <tr><td>{@code upstream}</td><td>the bodies that went upstream meanwhile</td></tr>
 * <tr><td>{@code opened}</td><td>the checkouts that were opened meanwhile</td></tr>
 * </table>
 *
 * @param items puts, as DynamoDB's API takes them
 */
record Recording(Path folder, List<JsonNode> items, JsonNode keys, List<ObjectNode> lines) {

    private static final String ANSWERS = "answers.jsonl";

    /** What a run adds to a line. */
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

    /** A line without what a run adds to it. */
    static ObjectNode request(ObjectNode line) {
        return line.deepCopy().remove(ADDED);
    }

    /** The text of what is there before a run: the stored items and the requests. */
    String given() {
        return items.toString() + lines.stream().map(Recording::request).toList();
    }

    String key(String name) {
        return keys.required(name).asText();
    }

    /** Puts these lines in place of the recorded ones. */
    void write(List<ObjectNode> answered) throws IOException {
        Files.write(
                folder.resolve(ANSWERS),
                answered.stream().map(ReadableBody::text).toList(),
                UTF_8);
    }
}
