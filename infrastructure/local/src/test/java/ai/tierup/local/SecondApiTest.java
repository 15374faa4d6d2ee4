package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.SseReader;
import ai.tierup.api.SseReader.Event;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.functions.inference.InferenceHandler;
import ai.tierup.functions.support.wiring.Settings;
import ai.tierup.functions.support.wiring.Variables;
import ai.tierup.local.RunningService.Api;
import ai.tierup.local.lambda.InvocationContext;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Adds a second API as one object, and checks that the service reads, answers, bills and replays in its format. */
@Tag("service")
@ExtendWith(RunningService.class)
class SecondApiTest {

    private static final String ACCOUNT = "load-07";
    private static final String NULS = "\0".repeat(8);

    private static int keys;

    private final CapturingJournal journal = new CapturingJournal();
    private Api api;
    private ApplicationContext context;

    /** An answer, split as by API Gateway. */
    private record Answer(JsonNode head, String body) {

        int status() {
            return head.path("statusCode").asInt();
        }

        JsonNode header(String name) {
            return head.path("headers").path(name);
        }

        JsonNode json() throws IOException {
            return RunningService.JSON.readTree(body);
        }

        List<Event.Data> events() throws IOException {
            var events = new ArrayList<Event.Data>();
            try (var reader = new SseReader(new ByteArrayInputStream(body.getBytes(UTF_8)))) {
                var next = reader.next();
                while (!(next instanceof Event.End)) {
                    if (next instanceof Event.Data event) {
                        events.add(event);
                    }
                    next = reader.next();
                }
            }
            return events;
        }
    }

    @BeforeEach
    void start(Api running) {
        api = running;
        var variables =
                PackagedFunctionTest.variables(api, api.simulator().baseUrl().toString());
        context = ApplicationContext.builder()
                .singletons(Settings.of(new Variables(variables)), journal, new TelegramApi())
                .eagerInitSingletons(false)
                .start();
    }

    @AfterEach
    void stop() {
        context.close();
    }

    private Answer send(String path, Map<String, String> headers, String body) throws IOException {
        var event = RunningService.JSON.createObjectNode();
        event.put("httpMethod", "POST").put("path", path).put("body", body);
        var sent = event.putObject("headers");
        headers.forEach(sent::put);
        var output = new ByteArrayOutputStream();
        var clock = Clock.systemUTC();
        new InferenceHandler(context)
                .handleRequest(
                        new ByteArrayInputStream(RunningService.JSON.writeValueAsBytes(event)),
                        output,
                        new InvocationContext("inference", Instant.now().plusSeconds(60), clock, () -> false));
        var parts = output.toString(UTF_8).split(NULS, 2);
        return new Answer(RunningService.JSON.readTree(parts[0]), parts[1]);
    }

    private Answer send(String body, Map<String, String> moreHeaders) throws IOException {
        var headers = new HashMap<>(moreHeaders);
        headers.put("x-telegram-key", api.key(ACCOUNT).reveal());
        return send(TelegramApi.PATH, headers, body);
    }

    private static String telegram(String words, int longest, boolean live) {
        return "{\"to\":\"tier-2\",\"say\":\"%s\",\"longest\":%d,\"live\":%s}".formatted(words, longest, live);
    }

    private BigDecimal balance() throws Exception {
        return new BigDecimal(
                api.read(ACCOUNT, "/v1/wallet").path("available_usd").asText());
    }

    @Test
    void aWholeAnswerHasItsFormatAndIsCharged() throws Exception {
        var before = balance();

        var answer = send(telegram("Is the harbour calm?", 100, false), Map.of());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("content-type").asText()).isEqualTo("application/json");
        assertThat(answer.header("telegram")).isEqualTo(answer.header("x-request-id"));
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("from", "words", "stopped", "in", "out");
        assertThat(answer.json().path("words").asText()).isNotEmpty();
        var cost = new BigDecimal(answer.header("x-tierup-cost-usd").asText());
        assertThat(cost).isPositive();
        assertThat(before.subtract(balance())).isEqualByComparingTo(cost);
    }

    @Test
    void aStreamHasItsEventsAndIsCharged() throws Exception {
        var before = balance();

        var answer = send(telegram("Is the harbour calm?", 100, true), Map.of());

        var events = answer.events();
        assertThat(answer.header("content-type").asText()).startsWith("text/event-stream");
        assertThat(events).first().extracting(Event.Data::name).isEqualTo("opening");
        assertThat(events.subList(1, events.size() - 1))
                .isNotEmpty()
                .allMatch(event -> event.name().equals("words"));
        assertThat(events.getLast().name()).isEqualTo("closing");
        assertThat(events.getLast().text()).startsWith("{\"stopped\":\"STOP\",\"in\":");
        assertThat(balance()).isLessThan(before);
        assertThat(journal.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.record()).isNotNull());
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"to\":\"tier-9\"}', 400, invalid_value, to",
        "'{\"to\":\"tier-2\",\"say\":\"x\",\"longest\":0}', 400, invalid_value, longest",
        "'{\"to\":', 400, invalid_json, null",
    })
    void anInvalidRequestIsRefusedInItsFormat(String body, int status, String problem, String where) throws Exception {
        var answer = send(body, Map.of());

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("telegram").asText()).startsWith("req_");
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("problem", "where", "telegram");
        assertThat(answer.json().path("problem").asText()).isEqualTo(problem);
        assertThat(answer.json().path("where").asText()).isEqualTo(where);
    }

    @Test
    void otherErrorsHaveItsFormatToo() throws Exception {
        var unknown = send(TelegramApi.PATH, Map.of("x-telegram-key", "tu-nobody"), "{}");
        var noJson = send("hello", Map.of("content-type", "text/plain"));
        var upstream = send(telegram("[[simulate:status=503]]", 100, true), Map.of());

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.json().path("problem").asText()).isEqualTo("invalid_api_key");
        assertThat(noJson.status()).isEqualTo(415);
        assertThat(noJson.json().path("problem").asText()).isEqualTo("unsupported_media_type");
        assertThat(upstream.status()).isEqualTo(503);
        assertThat(upstream.header("retry-after").asText()).isEqualTo("5");
        assertThat(upstream.json().path("problem").asText()).isEqualTo("upstream_unavailable");
    }

    @Test
    void aBrokenStreamEndsWithItsErrorEvent() throws Exception {
        var answer = send(telegram("[[simulate:error_after=5]] hello", 100, true), Map.of());

        var last = answer.events().getLast();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(last.name()).isEqualTo("problem");
        assertThat(last.text()).startsWith("{\"problem\":\"answer_interrupted\",");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerIsReplayedForItsIdempotencyKey(boolean live) throws Exception {
        var telegram = telegram("Is the harbour calm?", 100, live);
        var key = Map.of("idempotency-key", "telegram " + ++keys);
        var first = send(telegram, key);
        var balance = balance();

        var second = send(telegram, key);
        var other = send(telegram("Another one", 100, live), key);

        assertThat(first.header("idempotent-replayed").isMissingNode()).isTrue();
        assertThat(second.header("idempotent-replayed").asText()).isEqualTo("true");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(balance()).isEqualByComparingTo(balance);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.json().path("problem").asText()).isEqualTo("idempotency_mismatch");
    }

    @Test
    void itsSampleIsAValidRequest() {
        for (var stream : new boolean[] {true, false}) {
            assertThat(new TelegramApi().read(new TelegramApi().sample("Hello", stream)))
                    .isInstanceOf(ParsedRequest.Valid.class);
        }
    }

    @Test
    void theFirstApiKeepsItsFormatAndUnknownPathsUseIt() throws Exception {
        var chat = send("/v1/chat/completions", Map.of("x-telegram-key", "ignored"), "{}");
        var nowhere = send("/v1/letters", Map.of(), "{}");

        assertThat(chat.status()).isEqualTo(401);
        assertThat(chat.header("telegram").isMissingNode()).isTrue();
        assertThat(chat.json().path("error").path("code").asText()).isEqualTo("invalid_api_key");
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.json().path("error").path("code").asText()).isEqualTo("not_found");
    }
}
