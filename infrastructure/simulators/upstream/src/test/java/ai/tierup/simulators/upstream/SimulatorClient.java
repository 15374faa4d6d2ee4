package ai.tierup.simulators.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A simulator without delays, and a client for it. */
final class SimulatorClient implements AutoCloseable {
    static final Instant NOW = Instant.ofEpochSecond(1_795_330_000L);
    static final String CLAUDE = "anthropic/claude-sonnet-4.6";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final UpstreamSimulator simulator;
    private final HttpClient http = HttpClient.newHttpClient();

    SimulatorClient() throws IOException {
        this(InstantSource.fixed(NOW));
    }

    SimulatorClient(InstantSource clock) throws IOException {
        this(SimulatorSettings.immediate(clock));
    }

    SimulatorClient(SimulatorSettings settings) throws IOException {
        this.simulator = UpstreamSimulator.start(settings);
    }

    UpstreamSimulator simulator() {
        return simulator;
    }

    /** @param more additional fields of the body, each preceded by a comma */
    HttpResponse<String> ask(String model, String prompt, String more) throws IOException, InterruptedException {
        return send("""
            {"model":"%s","messages":[{"role":"user","content":"%s"}]%s}\
            """.formatted(model, prompt, more));
    }

    HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return http.send(
                request()
                        .header("authorization", "Bearer sk-or-v1-test")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> sendWithoutKey(String body) throws IOException, InterruptedException {
        return http.send(
                request().POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** The lines of a stream, and whether its connection broke. */
    record Received(List<String> lines, boolean broken) {}

    /** Receives a stream piece by piece, so that lines before a broken end are kept. */
    Received stream(String prompt) throws InterruptedException {
        var body = """
            {"model":"%s","stream":true,"messages":[{"role":"user","content":"%s"}]}\
            """.formatted(CLAUDE, prompt);
        var pieces = new ByteArrayOutputStream();
        var sent = request()
                .header("authorization", "Bearer sk-or-v1-test")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var handler = HttpResponse.BodyHandlers.ofByteArrayConsumer(piece -> piece.ifPresent(pieces::writeBytes));
        var broken = false;
        try {
            http.send(sent, handler);
        } catch (IOException e) {
            broken = true;
        }
        return new Received(pieces.toString(UTF_8).lines().toList(), broken);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    static List<JsonNode> chunks(HttpResponse<String> response) {
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> json(line.substring("data: ".length())))
                .toList();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/chat/completions"))
                .header("content-type", "application/json");
    }

    @Override
    public void close() {
        simulator.close();
        http.close();
    }
}
