package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Streams with reasoning, text and a tool call that break before, between and after each of their events, and clients that leave at each of
 * them. Clients get events in a valid order, which end with the error of their API, and the books are exact.
 */
@Tag("service")
@ExtendWith(RunningService.class)
@Timeout(300)
class BrokenStreamsTest {

    private static final String ACCOUNT = "load-05";

    /** A model of this tier reasons first. */
    private static final String TIER = "tier-4";

    /** More than the events of the answer: two pieces of reasoning, the signature, the words, the call and its arguments, the finish, the usage. */
    private static final int MAX_EVENTS = 30;

    private static JsonNode asking(Skin skin, String words) {
        var script =
                "[[script]] [{\"say\":\"Let me look.\",\"call\":\"look\",\"with\":{\"zone\":\"Atlantic/Reykjavik\"}}] [[/script]]";
        var request = skin.asking(TIER, "[[simulate:" + words + "]] " + script, true);
        request.set("tools", skin.tools("look"));
        return request;
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, break_after", "CHAT, error_after", "CHAT, bare_error_after", "CHAT, malformed_after",
        "RESPONSES, break_after", "RESPONSES, error_after", "RESPONSES, bare_error_after", "RESPONSES, malformed_after",
        "MESSAGES, break_after", "MESSAGES, error_after", "MESSAGES, bare_error_after", "MESSAGES, malformed_after"
    })
    void aStreamThatBreaksAnywhereEndsInAnErrorThatTheClientUnderstands(Skin skin, String fault, Api api)
            throws Exception {
        var broken = 0;
        var whole = 0;
        for (var after = 0; after < MAX_EVENTS && whole < 2; after++) {
            var books = Books.of(api, ACCOUNT);

            var answer = skin.send(api, ACCOUNT, asking(skin, fault + "=" + after));

            if (answer.statusCode() != 200) {
                assertThat(answer.statusCode()).as(answer.body()).isIn(503, 529);
            } else {
                var isWhole = assertIsInOrder(skin, answer);
                whole += isWhole ? 1 : 0;
                broken += isWhole ? 0 : 1;
            }
            books.assertExact();
        }
        assertThat(broken).as("broken after the first piece").isGreaterThan(5);
        assertThat(whole).as("unbroken").isEqualTo(2);
    }

    /** Checks the order of a stream's events, and returns whether it is complete. */
    private static boolean assertIsInOrder(Skin skin, HttpResponse<String> answer) throws IOException {
        var events = Skin.events(answer.body());
        return switch (skin) {
            case CHAT -> chat(answer.body(), events);
            case RESPONSES -> responses(events);
            case MESSAGES -> messages(events);
        };
    }

    private static boolean chat(String body, List<JsonNode> events) {
        var isFailed = events.getLast().has("error");
        assertThat(body.contains("[DONE]")).isNotEqualTo(isFailed);
        assertThat(events.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        var finished = events.stream()
                .filter(event -> event.at("/choices/0/finish_reason").isTextual())
                .count();
        assertThat(finished).isEqualTo(isFailed ? 0 : 1);
        return !isFailed;
    }

    private static boolean responses(List<JsonNode> events) {
        var types = events.stream().map(event -> event.path("type").asText()).toList();
        for (var i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt()).isEqualTo(i);
        }
        assertThat(types).startsWith("response.created", "response.in_progress");
        var isFailed = types.getLast().equals("response.failed");
        if (isFailed) {
            assertThat(types).endsWith("error", "response.failed").doesNotContain("response.completed");
        } else {
            assertThat(types).endsWith("response.completed").doesNotContain("error");
            assertThat(types.stream().filter("response.output_item.done"::equals))
                    .hasSameSizeAs(types.stream()
                            .filter("response.output_item.added"::equals)
                            .toList());
        }
        var open = -1;
        for (var event : events) {
            switch (event.path("type").asText()) {
                case "response.output_item.added" -> {
                    assertThat(open).isEqualTo(-1);
                    open = event.path("output_index").asInt();
                }
                case "response.output_item.done" -> {
                    assertThat(event.path("output_index").asInt()).isEqualTo(open);
                    open = -1;
                }
                case "response.output_text.delta", "response.function_call_arguments.delta" ->
                    assertThat(event.path("output_index").asInt()).isEqualTo(open);
                default -> {}
            }
        }
        return !isFailed;
    }

    private static boolean messages(List<JsonNode> events) {
        var types = events.stream().map(event -> event.path("type").asText()).toList();
        assertThat(types.getFirst()).isEqualTo("message_start");
        assertThat(types.getLast()).isIn("message_stop", "error");
        var isFailed = types.getLast().equals("error");
        assertThat(types.contains("message_stop")).isNotEqualTo(isFailed);
        var open = -1;
        var next = 0;
        for (var event : events) {
            var index = event.path("index").asInt();
            switch (event.path("type").asText()) {
                case "content_block_start" -> {
                    assertThat(open).isEqualTo(-1);
                    assertThat(index).isEqualTo(next++);
                    open = index;
                }
                case "content_block_delta" -> assertThat(index).isEqualTo(open);
                case "content_block_stop" -> {
                    assertThat(index).isEqualTo(open);
                    open = -1;
                }
                default -> {}
            }
        }
        assertThat(isFailed || open == -1).isTrue();
        return !isFailed;
    }

    @ParameterizedTest
    @CsvSource({
        "CHAT, 0", "CHAT, 1", "CHAT, 3", "CHAT, 20",
        "RESPONSES, 0", "RESPONSES, 1", "RESPONSES, 3", "RESPONSES, 20",
        "MESSAGES, 0", "MESSAGES, 1", "MESSAGES, 3", "MESSAGES, 20"
    })
    void aClientThatLeavesPaysForTheWholeAnswer(Skin skin, int eventsRead, Api api) throws Exception {
        assertLeaverPays(skin, eventsRead, true, api);
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatLeavesBeforeAWholeAnswerPaysForIt(Skin skin, Api api) throws Exception {
        assertLeaverPays(skin, 0, false, api);
    }

    private static void assertLeaverPays(Skin skin, int eventsRead, boolean stream, Api api) throws Exception {
        var books = Books.of(api, ACCOUNT);
        var before = api.journal.reports().size();
        var request = skin.asking("tier-2", "[[simulate:tokens=1000,slow=1]] go", stream);
        request.put(skin == Skin.RESPONSES ? "max_output_tokens" : "max_tokens", 3000);

        leaveAfter(eventsRead, skin, api, request.toString());

        var report = api.journal.await(before + 1, 30, TimeUnit.SECONDS).get(before);
        assertThat(report.error()).isNull();
        var record = Objects.requireNonNull(report.record());
        assertThat(record.tokens().completionTokens()).isEqualTo(1000);
        books.assertExact();
    }

    private static void leaveAfter(int eventsRead, Skin skin, Api api, String body) throws IOException {
        var url = URI.create(api.url("/"));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + skin.path() + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + api.key(ACCOUNT).reveal()
                                    + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length() + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            socket.getOutputStream().flush();
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var read = new ArrayList<String>();
            while (read.size() < eventsRead) {
                var line = lines.readLine();
                if (line == null) {
                    throw new AssertionError("The answer has ended after " + read.size() + " events");
                }
                if (line.startsWith("data: ")) {
                    read.add(line);
                }
            }
        }
    }
}
