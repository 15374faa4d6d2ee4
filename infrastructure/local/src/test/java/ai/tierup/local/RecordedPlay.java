package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.local.PackagedService.Answer;
import ai.tierup.local.PackagedService.Request;
import ai.tierup.local.dynamodb.DynamoDbLocalProcess;
import ai.tierup.simulators.stripe.StripeSimulator;
import ai.tierup.simulators.stripe.StripeSimulatorSettings;
import ai.tierup.simulators.upstream.SimulatorSettings;
import ai.tierup.simulators.upstream.UpstreamSimulator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One run of a recording, with the functions of a zip, new tables that contain the recorded items, and the simulators. It sends the
 * requests of the lines one after the other.
 */
final class RecordedPlay implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String STRIPE_KEY = "sk_test_recorded";
    private static final String STRIPE_VERSION = "2026-07-29.dahlia";
    private static final String CHAT = "/v1/chat/completions";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final List<String> RECORDED_CHECKOUT_FIELDS = List.of(
            "amount_total",
            "cancel_url",
            "client_reference_id",
            "currency",
            "expires_at",
            "metadata",
            "mode",
            "payment_method_types",
            "success_url");
    private static final int MAX_REQUEST_CHARACTERS = 4_000;
    private static final Duration LAMBDA_TIMEOUT = Duration.ofMinutes(5);

    private final Closer closer;
    private final Recording recording;
    private final UpstreamSimulator upstream;
    private final StripeSimulator stripe;
    private final PackagedService service;
    private final PackagedService plainService;
    private final AnswerMask mask;
    private final RequestFiller filler;

    private RecordedPlay(Closer closer, Recording recording, UnpackedZip zip, JsonNode template)
            throws IOException, InterruptedException {
        this.closer = closer;
        this.recording = recording;
        upstream = closer.add(UpstreamSimulator.start(SimulatorSettings.immediate(Clock.systemUTC())));
        stripe = closer.add(StripeSimulator.start(
                StripeSimulatorSettings.of(STRIPE_KEY, "whsec_recorded", new SplittableRandom(13), Clock.systemUTC())));
        // Stripe itself sends no events. Lines of the recording send them.
        stripe.lose(true);
        mask = new AnswerMask(
                Instant.now(), recording.initialText(), Map.of(stripe.baseUrl().toString(), "{{stripe}}"));
        filler = new RequestFiller(stripe);
        var dynamoDb = closer.add(DynamoDbLocalProcess.start(
                        Path.of(
                                System.getProperty("tierup.home"),
                                "infrastructure/dynamodb-local/target/classpath.txt"),
                        Optional.empty()))
                .endpoint();
        var variables = variables(dynamoDb);
        service = closer.add(PackagedService.start(zip, template, variables));
        variables.putAll(Map.of("TIERUP_UPSTREAM_MODEL", "openai/gpt-5-mini", "TIERUP_ANSWER_FORMAT", "proxy"));
        plainService = closer.add(PackagedService.startWhole(zip, template, CHAT, variables));
        var tables = new RecordedTables(dynamoDb);
        tables.create(template);
        for (var item : recording.items()) {
            tables.put(ReadableBody.JSON.readTree(filler.fill(item.toString())));
        }
        // Models have three seconds, which functions that start at the same time could use up.
        service.awaitStarted();
        plainService.awaitStarted();
    }

    /** Starts the functions, the tables and the simulators. */
    static RecordedPlay of(Recording recording, UnpackedZip zip, JsonNode template)
            throws IOException, InterruptedException {
        var closer = new Closer();
        try {
            return new RecordedPlay(closer, recording, zip, template);
        } catch (IOException | InterruptedException | RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    private Map<String, String> variables(URI dynamoDb) {
        var variables = new HashMap<>(RecordedTables.variables());
        variables.putAll(Map.of(
                "AWS_ENDPOINT_URL", dynamoDb.toString(),
                "TIERUP_STAGE", "recorded",
                "TIERUP_HMAC_KEY", "00".repeat(32),
                "TIERUP_SEALING_KEYS", "k1=" + "00".repeat(32),
                "TIERUP_UPSTREAM_URL", upstream.baseUrl().toString(),
                "TIERUP_UPSTREAM_KEY", "none",
                "TIERUP_UPSTREAM_BREAKERS", "off",
                "TIERUP_UPSTREAM_FIRST_TOKEN_TIMEOUT_SECONDS", "3",
                "TIERUP_UPSTREAM_REASONING_FIRST_TOKEN_TIMEOUT_SECONDS", "3",
                "TIERUP_UPSTREAM_NEXT_TOKEN_TIMEOUT_SECONDS", "3"));
        variables.putAll(Map.of(
                "TIERUP_STRIPE_URL", stripe.baseUrl().toString(),
                "TIERUP_STRIPE_KEY", STRIPE_KEY,
                "TIERUP_STRIPE_WEBHOOK_SECRET", "whsec_recorded,whsec_before",
                // Low enough to refuse a single large request.
                "TIERUP_BUDGET_GRANT_USD", "1",
                "TIERUP_BUDGET_TIER_1_USD", "0.012"));
        return variables;
    }

    /** Sends the request of a line, and returns the line with the answer of this run. */
    ObjectNode play(ObjectNode line) throws IOException, InterruptedException {
        mask.beginLine();
        var played = Recording.request(line);
        if (line.has("stripe")) {
            callStripe(line);
        } else {
            callService(line, played);
        }
        return played;
    }

    /** Sends a command to the simulated Stripe. */
    private void callStripe(ObjectNode line) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        stripe.baseUrl().resolve(line.path("stripe").asText()))
                .header("authorization", "Bearer " + STRIPE_KEY)
                .header("stripe-version", STRIPE_VERSION)
                .POST(BodyPublishers.ofString(filler.fill(line.path("form").asText())))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("Stripe refused " + line + ": " + answer.body());
        }
    }

    private void callService(ObjectNode line, ObjectNode played) throws IOException, InterruptedException {
        var calls = upstream.callCount();
        var sessions = stripe.sessions().size();
        var answer = (line.has("plain") ? plainService : service).answer(request(line));
        filler.remember(line.path("as").asText(), answer);
        write(answer, played.putObject("answer"));
        var newCalls = Math.toIntExact(upstream.callCount() - calls);
        if (newCalls > 0) {
            var sent = played.putArray("upstream");
            var all = upstream.requests();
            for (var request : all.subList(all.size() - newCalls, all.size())) {
                sent.add(readable(request.body()));
            }
        }
        var newSessions = stripe.sessions().size() - sessions;
        if (newSessions > 0) {
            var opened = played.putArray("opened");
            for (var session : stripe.sessions().subList(0, newSessions)) {
                opened.add(readable(session.retain(RECORDED_CHECKOUT_FIELDS)));
            }
        }
    }

    private Request request(ObjectNode line) {
        var method = METHODS.stream().filter(line::has).findFirst().orElseThrow();
        var seconds = line.path("seconds").asLong(LAMBDA_TIMEOUT.toSeconds());
        var body = body(line);
        return new Request(
                method,
                filler.fill(line.path(method).asText()),
                headers(line, body),
                body,
                Duration.ofSeconds(seconds));
    }

    private Map<String, List<String>> headers(ObjectNode line, byte[] body) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        if (line.has("key")) {
            headers.put(
                    "Authorization",
                    List.of("Bearer " + recording.key(line.path("key").asText())));
        }
        if (body.length > 0) {
            headers.put("Content-Type", List.of("application/json"));
            // Streams are recorded event by event. LeakVectorsTest has their padding.
            headers.put("X-TierUp-Padding", List.of("off"));
        }
        for (var header : line.path("headers").properties()) {
            var values = header.getValue().isArray()
                    ? header.getValue()
                    : line.arrayNode().add(header.getValue());
            headers.put(
                    header.getKey(),
                    values.valueStream()
                            .map(value -> filler.fill(value.asText(), new String(body, UTF_8)))
                            .toList());
        }
        return headers;
    }

    private byte[] body(ObjectNode line) {
        if (line.has("base64")) {
            return Base64.getDecoder().decode(line.path("base64").asText());
        }
        var text = line.has("json")
                ? ReadableBody.text(line.path("json"))
                : line.path("text").asText();
        return filler.fill(text).getBytes(UTF_8);
    }

    private void write(Answer answer, ObjectNode into) {
        into.put("status", answer.status());
        var headers = into.putObject("headers");
        answer.headers().forEach((name, value) -> headers.put(name, mask.maskHeader(name, value)));
        ReadableBody.put(into, AnswerMask.joinDeltas(mask.mask(new String(answer.body(), UTF_8))));
    }

    private JsonNode readable(JsonNode json) throws IOException {
        var text = mask.mask(json.toString());
        return text.length() > MAX_REQUEST_CHARACTERS ? ReadableBody.hashed(text) : ReadableBody.JSON.readTree(text);
    }

    @Override
    public void close() {
        closer.close();
    }
}
