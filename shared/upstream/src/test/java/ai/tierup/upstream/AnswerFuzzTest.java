package ai.tierup.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.SseReader;
import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.completion.ChatEnd;
import ai.tierup.domain.completion.ChatFixture;
import ai.tierup.domain.completion.ScriptedUpstream;
import ai.tierup.domain.completion.ScriptedUpstream.Step;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.Ended;
import ai.tierup.domain.upstream.UpstreamEvent.Failed;
import ai.tierup.domain.upstream.UpstreamFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged answers of providers. Whatever arrives, the readers do not fail, the customer pays at most the hold, and nothing but what a model
 * said reaches the client. The property {@code tierup.proof=long} plays 100,000 mutations in place of 2,000.
 */
class AnswerFuzzTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MUTATIONS = "long".equals(System.getProperty("tierup.proof")) ? 100_000 : 2_000;
    private static final String SECRET = "LEAK";

    /** Above what is held for the request: its input is bounded by 400 tokens, its answer by 1,000. */
    private static final Money MAX_COST =
            ChatFixture.tier(TierId.TIER_2).prices().costOf(400, 1000);

    private static final List<Alarm> LIES =
            List.of(Alarm.COST_ABOVE_HOLD, Alarm.COST_ABOVE_DRAW, Alarm.UPSTREAM_REFUSED_US, Alarm.MODEL_REFUSED);

    /** Streams of several families. Every value that is neither said by the model nor a number contains the secret. */
    private static final List<String> STREAMS = List.of("""
        : LEAK PROCESSING

        data: {"id":"gen-LEAK","provider":"LEAK","model":"LEAK/claude","system_fingerprint":"LEAK","choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"},"finish_reason":null,"native_finish_reason":null}]}

        data: {"id":"gen-LEAK","choices":[{"index":0,"delta":{"content":"lo é漢😀","annotations":[{"url":"LEAK"}],"images":["LEAK"]},"logprobs":{"content":[{"token":"LEAK"}]}}]}

        data: {"id":"gen-LEAK","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop","native_finish_reason":"LEAK"}],"usage":{"prompt_tokens":9,"completion_tokens":3,"cost":0.0001,"cost_details":{"x":"LEAK"},"is_byok":false}}

        data: [DONE]

        """, """
        data: {"id":"msg_LEAK","choices":[{"delta":{"reasoning":"LEAK hm","reasoning_details":[{"type":"reasoning.text","text":"LEAK","signature":"LEAK","format":"LEAK"}]}}]}

        data: {"choices":[{"delta":{"content":null,"tool_calls":[{"index":1,"id":"toolu_LEAK","type":"function","function":{"name":"get_time","arguments":""}}]}}]}

        data: {"choices":[{"delta":{"tool_calls":[{"index":1,"id":"toolu_LEAK2","function":{"arguments":"{\\"zone\\":\\"UTC\\"}"},"extra_content":{"google":{"thought_signature":"LEAK"}}}]}}]}

        data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}

        data: {"choices":[],"usage":{"prompt_tokens":30,"completion_tokens":20,"completion_tokens_details":{"reasoning_tokens":8},"server_tool_use":"LEAK"}}

        data: [DONE]

        """, """
        event: ping
        data: ping

        data: {"choices":[{"delta":{"content":[{"type":"text","text":"Hi"},{"type":"image","data":"LEAK"}]}}]}

        data: {"error":{"code":502,"message":"LEAK failed at api.LEAK.example","metadata":{"provider_name":"LEAK","raw":"LEAK","error_type":"provider_unavailable"}},"user_id":"user_LEAK","choices":[{"delta":{"content":""},"finish_reason":"error"}]}

        """, """
        {"id":"chatcmpl-LEAK","provider":"LEAK","choices":[{"message":{"role":"assistant","content":"Hello","refusal":null,"model":"LEAK"},"finish_reason":"length"}],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}
        """);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void damagedBytesDoNoHarm(long seed) {
        for (var i = 0; i < MUTATIONS / 4; i++) {
            var random = new Random(seed * 1_000_003 + i);
            var stream = STREAMS.get(random.nextInt(STREAMS.size()));
            complete(events(damaged(stream.getBytes(UTF_8), random), random), random);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void otherValuesDoNoHarmAndDoNotLeak(long seed) {
        for (var i = 0; i < MUTATIONS / 4; i++) {
            var random = new Random(seed * 1_000_003 + i);
            var stream = STREAMS.get(random.nextInt(STREAMS.size()));
            var events = events(withOtherValues(stream, random).getBytes(UTF_8), random);

            var chat = complete(events, random);

            assertThat(chat.sink.deltas).as("mutation %d of seed %d", i, seed).allSatisfy(delta -> {
                switch (delta) {
                    case AnswerDelta.SealedReasoning(var state) ->
                        assertThat(state).doesNotContain(SECRET);
                    case AnswerDelta.Text(var text) -> assertThat(text).doesNotContain(SECRET);
                    case AnswerDelta.ToolCall call -> {
                        assertThat(call.id() + call.name() + call.argumentsPart())
                                .doesNotContain(SECRET);
                        assertThat(call.id())
                                .satisfiesAnyOf(
                                        id -> assertThat(id).isNull(),
                                        id -> assertThat(id).matches("call_[0-9A-Za-z]{24}"));
                    }
                }
            });
        }
    }

    @Test
    void undamagedAnswersAreReadAndDoNotLeak() {
        var random = new Random(5);
        for (var stream : STREAMS) {
            var chat = complete(events(stream.getBytes(UTF_8), random), random);

            assertThat(chat.sink.deltas.toString()).doesNotContain(SECRET);
            assertThat(chat.sink.deltas).isNotEmpty();
        }
    }

    /** Asks the fixture's two candidates, both of which give these events, and checks the money. */
    private static ChatFixture complete(List<UpstreamEvent> events, Random random) {
        var chat = new ChatFixture(Money.ofUsd("25"));
        var steps = events.stream().map(ScriptedUpstream::say).toArray(Step[]::new);
        ChatFixture.tier(TierId.TIER_2)
                .candidates()
                .forEach(candidate -> chat.upstream.script(candidate.slug(), steps));

        var request = ChatFixture.saying(TierId.TIER_2, "Hi", random.nextBoolean());
        var record = ((ChatEnd.Settled) chat.complete(request)).record();

        assertThat(chat.wallet().isBalanced()).isTrue();
        assertThat(chat.wallet().holds()).isEmpty();
        assertThat(chat.wallet().cash()).isEqualTo(Money.ofUsd("25").minus(record.cost()));
        assertThat(record.cost().isNegative()).isFalse();
        assertThat(MAX_COST.covers(record.cost())).isTrue();
        assertThat(record.costs().upstream().isNegative()).isFalse();
        assertThat(chat.alarms).isSubsetOf(LIES);
        if (chat.sink.deltas.isEmpty() && chat.sink.finish == null) {
            assertThat(record.cost()).isEqualTo(Money.ZERO);
        }
        return chat;
    }

    /** Reads a response as a call does. */
    private static List<UpstreamEvent> events(byte[] response, Random random) {
        var protocol = random.nextBoolean() ? Protocols.OPENROUTER : Protocols.OPENAI_COMPATIBLE;
        var reader = new RepairingAnswerReader(protocol.newAnswerReader());
        var events = new ArrayList<UpstreamEvent>();
        if (response.length > 0 && response[0] == '{') {
            add(events, reader.readWhole(new String(response, UTF_8)));
            return ended(events, new Ended());
        }
        try (var stream = new SseReader(new ByteArrayInputStream(response))) {
            while (!hasEnded(events)) {
                switch (stream.next()) {
                    case SseReader.Event.Comment() -> {}
                    case SseReader.Event.Data data -> add(events, reader.readEvent(data));
                    case SseReader.Event.End() -> {
                        return ended(events, Failed.brokenOff(UpstreamFailure.UNAVAILABLE));
                    }
                }
            }
        } catch (IOException e) {
            return ended(events, Failed.brokenOff(UpstreamFailure.UNAVAILABLE));
        }
        return events;
    }

    private static void add(List<UpstreamEvent> events, List<UpstreamEvent> more) {
        for (var event : more) {
            if (!hasEnded(events)) {
                events.add(event);
            }
        }
    }

    private static boolean hasEnded(List<UpstreamEvent> events) {
        return !events.isEmpty() && (events.getLast() instanceof Ended || events.getLast() instanceof Failed);
    }

    private static List<UpstreamEvent> ended(List<UpstreamEvent> events, UpstreamEvent end) {
        if (!hasEnded(events)) {
            events.add(end);
        }
        return events;
    }

    private static byte[] damaged(byte[] response, Random random) {
        var bytes = response.clone();
        for (var i = random.nextInt(4); i >= 0 && bytes.length > 1; i--) {
            var at = random.nextInt(bytes.length);
            var length = random.nextInt(Math.min(40, bytes.length - at)) + 1;
            bytes = switch (random.nextInt(5)) {
                case 0 -> {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                    yield bytes;
                }
                case 1 -> joined(bytes, at, new byte[0], at + length);
                case 2 -> joined(bytes, at, slice(bytes, at, length), at);
                case 3 -> {
                    var noise = new byte[length];
                    random.nextBytes(noise);
                    yield joined(bytes, at, noise, at);
                }
                default -> slice(bytes, 0, at);
            };
        }
        return bytes;
    }

    private static byte[] slice(byte[] bytes, int from, int length) {
        var slice = new byte[length];
        System.arraycopy(bytes, from, slice, 0, length);
        return slice;
    }

    private static byte[] joined(byte[] bytes, int end, byte[] middle, int start) {
        var all = new byte[end + middle.length + bytes.length - start];
        System.arraycopy(bytes, 0, all, 0, end);
        System.arraycopy(middle, 0, all, end, middle.length);
        System.arraycopy(bytes, start, all, end + middle.length, bytes.length - start);
        return all;
    }

    /** Replaces values in the stream's objects; names and places of the others stay. */
    private static String withOtherValues(String stream, Random random) {
        var changed = new StringBuilder();
        for (var line : stream.split("\n", -1)) {
            var start = line.startsWith("data: ") ? "data: " : "";
            var text = line.substring(start.length());
            changed.append(start)
                    .append(text.startsWith("{") ? changed(text, random) : text)
                    .append('\n');
        }
        return changed.toString();
    }

    private static String changed(String json, Random random) {
        try {
            var tree = JSON.readTree(json);
            change(tree, random);
            return tree.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void change(JsonNode node, Random random) {
        if (node instanceof ObjectNode object) {
            for (var name : List.copyOf(iterable(object))) {
                if (random.nextInt(12) == 0) {
                    object.set(name, other(random));
                } else {
                    change(object.get(name), random);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                if (random.nextInt(12) == 0) {
                    array.set(i, other(random));
                } else {
                    change(array.get(i), random);
                }
            }
        }
    }

    private static List<String> iterable(ObjectNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode other(Random random) {
        var json = JsonNodeFactory.instance;
        return switch (random.nextInt(9)) {
            case 0 -> json.nullNode();
            case 1 -> json.numberNode(-7);
            case 2 -> json.numberNode(1e300);
            case 3 -> json.numberNode(Long.MAX_VALUE);
            case 4 -> json.booleanNode(true);
            case 5 -> json.textNode("");
            case 6 -> json.arrayNode().add(1).add("x");
            case 7 -> json.objectNode().put("text", 5);
            default -> json.textNode("\ud83d lone");
        };
    }
}
