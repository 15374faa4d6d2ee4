package ai.tierup.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.SseReader;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageEventsTest {

    private static final AnswerHead HEAD = new AnswerHead(
            new RequestId("0123456789abcdef"), TierId.TIER_2, Instant.ofEpochSecond(1_795_000_000), null);

    private static final TokenUsage USAGE = new TokenUsage(41, 12, 5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ToolNames names = new ToolNames();
    private final MessageEvents writer = new MessageEvents(HEAD, 37, names);
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private void send(AnswerDelta delta) {
        sent.writeBytes(writer.delta(delta));
    }

    private static AnswerDelta text(String text) {
        return new AnswerDelta.Text(text);
    }

    private static AnswerDelta call(int index, String name, String arguments) {
        return new AnswerDelta.ToolCall(index, "call_" + index, name, arguments);
    }

    private static AnswerDelta more(int index, String arguments) {
        return new AnswerDelta.ToolCall(index, null, null, arguments);
    }

    /** The events so far. Checks that each has the name that its data has as type. */
    private List<JsonNode> events() throws IOException {
        var events = new ArrayList<JsonNode>();
        try (var reader = new SseReader(new ByteArrayInputStream(sent.toByteArray()))) {
            while (reader.next() instanceof SseReader.Event.Data event) {
                var json = JSON.readTree(event.text());
                assertThat(event.name()).isEqualTo(json.path("type").asText());
                events.add(json);
            }
        }
        return events;
    }

    /** The block events in short, such as {@code 0 text Hello}. */
    private List<String> blocks() throws IOException {
        return events().stream()
                .map(event -> switch (event.path("type").asText()) {
                    case "content_block_start" ->
                        event.path("index") + " "
                                + event.at("/content_block/type").asText() + " "
                                + event.at("/content_block/id").asText();
                    case "content_block_delta" ->
                        event.path("index") + " " + event.at("/delta/text").asText()
                                + event.at("/delta/partial_json").asText()
                                + event.at("/delta/signature").asText();
                    case "content_block_stop" -> event.path("index") + " stop";
                    default -> event.path("type").asText();
                })
                .map(String::strip)
                .toList();
    }

    @Test
    void theFirstEventHasTheCountOfTheInputIfItIsKnown() throws IOException {
        var counted = new MessageEvents(HEAD.withInput(new TokenUsage(41, 0, 0, 30)), 37, names);

        sent.writeBytes(counted.begin());

        var usage = events().getFirst().at("/message/usage");
        assertThat(usage.path("input_tokens").asInt()).isEqualTo(11);
        assertThat(usage.path("cache_read_input_tokens").asInt()).isEqualTo(30);
        assertThat(usage.path("output_tokens").asInt()).isZero();
    }

    @Test
    void aTextHasEveryEventInOrder() throws IOException {
        sent.writeBytes(writer.begin());
        sent.writeBytes(writer.keepAlive());
        send(text("Hel"));
        send(text("lo"));
        sent.writeBytes(writer.finish(new AnswerEnd(FinishReason.STOP, USAGE, null)));

        assertThat(blocks())
                .containsExactly(
                        "message_start", "ping", "0 text", "0 Hel", "0 lo", "0 stop", "message_delta", "message_stop");
        var start = events().getFirst().path("message");
        assertThat(start.path("id").asText()).isEqualTo("msg_0123456789abcdef");
        assertThat(start.path("model").asText()).isEqualTo("tier-2");
        assertThat(start.path("content")).isEmpty();
        assertThat(start.at("/usage/input_tokens").asInt()).isEqualTo(37);
        var end = events().get(6);
        assertThat(end.path("delta").toString())
                .isEqualTo(
                        "{\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"stop_details\":null,\"container\":null}");
        assertThat(end.path("usage").toString())
                .isEqualTo(
                        "{\"input_tokens\":41,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":0,\"output_tokens\":12,\"output_tokens_details\":{\"thinking_tokens\":5},\"server_tool_use\":null}");
    }

    @Test
    void callsAreBlocksAfterTheText() throws IOException {
        send(text("Let me look."));
        send(call(0, "Read", "{\"a\":"));
        send(more(0, "\"}\\\"\"}"));
        send(call(1, "Bash", "{}"));
        sent.writeBytes(writer.finish(new AnswerEnd(FinishReason.TOOL_CALLS, USAGE, null)));

        assertThat(blocks())
                .containsExactly(
                        "0 text",
                        "0 Let me look.",
                        "0 stop",
                        "1 tool_use toolu_0",
                        "1 {\"a\":",
                        "1 \"}\\\"\"}",
                        "1 stop",
                        "2 tool_use toolu_1",
                        "2 {}",
                        "2 stop",
                        "message_delta",
                        "message_stop");
        assertThat(events().get(10).at("/delta/stop_reason").asText()).isEqualTo("tool_use");
    }

    private static AnswerDelta state(String state) {
        return new AnswerDelta.SealedReasoning(state);
    }

    @Test
    void stateOfReasoningIsASignatureBeforeWhatFollowsIt() throws IOException {
        send(state("seal-1"));
        assertThat(blocks()).isEmpty();
        send(text("Let me look."));
        send(state("seal-2"));
        send(call(0, "Read", "{}"));
        send(state("seal-3"));
        sent.writeBytes(writer.finish(new AnswerEnd(FinishReason.TOOL_CALLS, USAGE, null)));

        assertThat(blocks())
                .containsExactly(
                        "0 thinking",
                        "0 seal-1",
                        "0 stop",
                        "1 text",
                        "1 Let me look.",
                        "1 stop",
                        "2 thinking",
                        "2 seal-2",
                        "2 stop",
                        "3 tool_use toolu_0",
                        "3 {}",
                        "3 stop",
                        "4 thinking",
                        "4 seal-3",
                        "4 stop",
                        "message_delta",
                        "message_stop");
        assertThat(events().getFirst().path("content_block").toString())
                .isEqualTo("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
    }

    @Test
    void stateThatComesAfterAFinalTextIsDropped() throws IOException {
        send(text("Yes."));
        send(state("seal-1"));
        sent.writeBytes(writer.finish(new AnswerEnd(FinishReason.STOP, USAGE, null)));

        assertThat(blocks()).containsExactly("0 text", "0 Yes.", "0 stop", "message_delta", "message_stop");
    }

    @Test
    void interleavedCallsAreWrittenOneAfterTheOther() throws IOException {
        send(call(0, "Read", "{\"a\":"));
        send(call(1, "Bash", "{\"b\":"));
        send(more(0, "1"));
        send(more(1, "2}"));
        assertThat(blocks()).containsExactly("0 tool_use toolu_0", "0 {\"a\":", "0 1");

        send(more(0, "}"));
        assertThat(blocks().subList(3, 7)).containsExactly("0 }", "0 stop", "1 tool_use toolu_1", "1 {\"b\":2}");
    }

    @Test
    void textAfterACallIsABlockOfItsOwn() throws IOException {
        send(call(0, "Read", "{}"));
        send(text("Done."));
        sent.writeBytes(writer.finish(new AnswerEnd(FinishReason.STOP, USAGE, null)));

        assertThat(blocks()).contains("0 stop", "1 text", "1 Done.", "1 stop");
        assertThat(events().get(6).at("/delta/stop_reason").asText()).isEqualTo("tool_use");
    }

    @Test
    void aCallThatIsCutOffIsWrittenAsItIs() throws IOException {
        send(call(0, "Write", "{\"content\":\"abc"));
        send(call(1, "Read", "{"));
        sent.writeBytes(writer.finish(new AnswerEnd(FinishReason.LENGTH, USAGE, null)));

        assertThat(blocks()).contains("0 {\"content\":\"abc", "0 stop", "1 {", "1 stop");
        assertThat(events().get(6).at("/delta/stop_reason").asText()).isEqualTo("max_tokens");
    }

    @Test
    void anAnswerWithoutContentHasNoBlock() throws IOException {
        send(text(""));
        sent.writeBytes(writer.finish(new AnswerEnd(FinishReason.STOP, USAGE, null)));

        assertThat(blocks()).containsExactly("message_delta", "message_stop");
    }

    @Test
    void aFilteredAnswerIsARefusal() throws IOException {
        sent.writeBytes(writer.finish(new AnswerEnd(FinishReason.CONTENT_FILTER, USAGE, null)));

        assertThat(events().getFirst().path("delta").toString())
                .isEqualTo(
                        "{\"stop_reason\":\"refusal\",\"stop_sequence\":null,\"stop_details\":{\"type\":\"refusal\",\"category\":null,\"explanation\":null},\"container\":null}");
    }

    @Test
    void anErrorAmidTheStreamIsAnEventAndEndsIt() {
        assertThat(new String(writer.error(ApiErrors.serviceUnavailable()), UTF_8))
                .isEqualTo("event: error\n"
                        + "data: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"TierUp is"
                        + " temporarily unavailable. Nothing was charged. Retry in a"
                        + " minute.\"},\"request_id\":\"req_0123456789abcdef\"}\n\n");
    }

    @Test
    void everySplitOfTheArgumentsGivesTheSameBlocks() throws IOException {
        var arguments = "{\"path\":\"a\\\\\",\"list\":[{\"}\":\"]\"}],\"n\":1}";
        for (var at : IntStream.range(1, arguments.length()).toArray()) {
            sent.reset();
            var split = new MessageEvents(HEAD, 1, names);
            sent.writeBytes(split.delta(call(0, "Read", arguments.substring(0, at))));
            sent.writeBytes(split.delta(more(0, arguments.substring(at))));
            sent.writeBytes(split.delta(call(1, "Bash", "{")));
            assertThat(String.join("", blocks()))
                    .as("split at %d", at)
                    .isEqualTo("0 tool_use toolu_00 " + arguments.substring(0, at) + "0 " + arguments.substring(at)
                            + "0 stop1 tool_use toolu_11 {");
        }
    }
}
