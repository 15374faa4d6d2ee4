package ai.tierup.operator.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.money.Money;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file of an evaluation, from which it is continued after an interruption. The first line is its plan. Before each call it has a line with
 * the most that the call can cost, and afterwards one with the result. A call without a result counts as spent. Safe for concurrent use.
 */
final class RunLog implements AutoCloseable {

    static final String NAME = "runs.jsonl";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode plan;
    private final Map<Run.Key, Run> runs = new LinkedHashMap<>();
    private final Map<Run.Key, Deque<Money>> open = new HashMap<>();
    private final FileChannel out;
    private Money spent = Money.ZERO;

    private RunLog(JsonNode plan, FileChannel out) {
        this.plan = plan;
        this.out = out;
    }

    /** Begins the file of a new evaluation. */
    static RunLog create(Path folder, ObjectNode plan) throws IOException {
        Files.createDirectories(folder);
        var out = locked(folder.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var log = new RunLog(plan, out);
        log.append(plan);
        return log;
    }

    /**
     * Opens the file of an evaluation. A line that was being written when the evaluation was interrupted is left out.
     *
     * @throws IOException if there is none, or somebody else has opened it
     */
    static RunLog open(Path folder) throws IOException {
        var file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            throw new IOException("there is no evaluation in " + folder);
        }
        var out = locked(file, StandardOpenOption.APPEND);
        try {
            return read(file, out);
        } catch (IOException | RuntimeException e) {
            out.close();
            throw e;
        }
    }

    /** Two processes that continue one evaluation would both make all of its calls, and together spend more than its limit. */
    private static FileChannel locked(Path file, OpenOption... options) throws IOException {
        var channel = FileChannel.open(file, options);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // This process itself has opened it.
        }
        channel.close();
        throw new IOException("the evaluation is running elsewhere: somebody else has opened " + file);
    }

    private static RunLog read(Path file, FileChannel out) throws IOException {
        var text = Files.readString(file);
        var lines = new ArrayList<JsonNode>();
        for (var line : text.lines().toList()) {
            try {
                lines.add(JSON.readTree(line));
            } catch (JsonProcessingException e) {
                // It was cut off.
            }
        }
        if (lines.isEmpty() || !lines.getFirst().has("evaluation")) {
            throw new IOException(file + " does not begin with the plan of an evaluation");
        }
        var log = new RunLog(lines.getFirst(), out);
        if (!text.endsWith("\n")) {
            log.append("\n");
        }
        lines.subList(1, lines.size()).forEach(log::remember);
        return log;
    }

    private void remember(JsonNode line) {
        var key = new Run.Key(
                line.path("candidate").asText(),
                line.path("task").asText(),
                line.path("run").asInt());
        if (line.has("most_usd")) {
            open(key, Money.ofUsd(line.path("most_usd").asText()));
            return;
        }
        var cost = Money.ofUsd(line.path("cost_usd").asText());
        end(key, cost);
        if (line.has("right")) {
            runs.put(
                    key,
                    new Run(
                            key,
                            line.path("right").asBoolean(),
                            line.path("failure").textValue(),
                            cost,
                            line.path("input_tokens").asLong(),
                            line.path("output_tokens").asLong()));
        }
    }

    private void open(Run.Key key, Money most) {
        open.computeIfAbsent(key, each -> new ArrayDeque<>()).add(most);
    }

    /** The newest call of a run has ended. Earlier ones were interrupted, and nobody knows what they cost. */
    private void end(Run.Key key, Money cost) {
        spent = spent.plus(cost);
        var calls = open.get(key);
        if (calls != null) {
            calls.pollLast();
        }
    }

    JsonNode plan() {
        return plan;
    }

    /** Notes that a call begins. */
    synchronized void started(Run.Key key, Money most) {
        append(line(key).put("most_usd", most.usd()));
        open(key, most);
    }

    /** Notes that a call has ended without telling anything about its candidate. The run is made again. */
    synchronized void dropped(Run.Key key, Money cost) {
        append(line(key).put("cost_usd", cost.usd()));
        end(key, cost);
    }

    synchronized void finished(Run run) {
        var line = line(run.key()).put("right", run.isRight());
        if (run.failure() != null) {
            line.put("failure", run.failure());
        }
        append(line.put("cost_usd", run.cost().usd())
                .put("input_tokens", run.inputTokens())
                .put("output_tokens", run.outputTokens()));
        end(run.key(), run.cost());
        runs.put(run.key(), run);
    }

    private static ObjectNode line(Run.Key key) {
        return JSON.createObjectNode()
                .put("candidate", key.candidate())
                .put("task", key.task())
                .put("run", key.number());
    }

    private void append(JsonNode line) {
        append(line + "\n");
    }

    private void append(String text) {
        try {
            var bytes = UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean has(Run.Key key) {
        return runs.containsKey(key);
    }

    synchronized List<Run> runs() {
        return new ArrayList<>(runs.values());
    }

    /** What the calls have cost. Of those without a result, the most that they can have cost. */
    synchronized Money spent() {
        return open.values().stream().flatMap(Deque::stream).reduce(spent, Money::plus);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
