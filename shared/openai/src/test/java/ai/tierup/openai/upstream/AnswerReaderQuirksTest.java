package ai.tierup.openai.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamEvent.ReasoningDelta;
import ai.tierup.domain.upstream.UpstreamEvent.TextDelta;
import ai.tierup.domain.upstream.UpstreamEvent.ToolCallDelta;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for answers that deviate from OpenAI's documentation. */
class AnswerReaderQuirksTest {

    private static final AnswerReader READER = new AnswerReader(new ChatDialect() {});
    private static final UpstreamEvent UNREADABLE = UpstreamEvent.Failed.brokenOff(UpstreamFailure.UNAVAILABLE);
    private static final UpstreamEvent REPORTED = UpstreamEvent.Failed.reported(UpstreamFailure.UNAVAILABLE);

    private static final String RICH = """
            {"id":"gen-1","choices":[{"index":0,"delta":{"role":"assistant","content":[{"type":"text","text":"a"}],"refusal":null,
             "reasoning":"r",
             "tool_calls":[{"index":0,"id":"t","type":"function","function":{"name":"f","arguments":"{}"}}]},
             "finish_reason":null,"error":null}],
             "usage":{"prompt_tokens":1,"completion_tokens":2,"completion_tokens_details":{"reasoning_tokens":1}}}""";

    private static List<UpstreamEvent> delta(String content) {
        return READER.read("{\"choices\":[{\"delta\":" + content + "}]}");
    }

    @Test
    void contentCanBeAnArrayOfParts() {
        assertThat(
                        delta(
                                "{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image\",\"text\":\"no\"},{\"type\":\"text\",\"text\":null},{\"type\":\"output_text\",\"text\":\"b\"}]}"))
                .containsExactly(new TextDelta("ab"));
    }

    @Test
    void aRefusalIsText() {
        assertThat(delta("{\"content\":null,\"refusal\":\"No.\"}")).containsExactly(new TextDelta("No."));
        assertThat(delta("{\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]}"))
                .containsExactly(new TextDelta("No."));
    }

    @Test
    void reasoningUnderSeveralNamesIsReadOnce() {
        for (var content : new String[] {
            "{\"reasoning\":\"hm\",\"reasoning_content\":\"hm\"}",
            "{\"reasoning\":\"\",\"reasoning_content\":\"hm\"}",
            "{\"reasoning\":\"hm\"}"
        }) {
            assertThat(delta(content)).as(content).containsExactly(new ReasoningDelta("hm"));
        }
    }

    @Test
    void aNullDeltaBesideAMessageIsIgnored() {
        assertThat(READER.read("{\"choices\":[{\"delta\":null,\"message\":{\"content\":\"a\"}}]}"))
                .containsExactly(new TextDelta("a"));
    }

    @Test
    void argumentsCanBeAnObjectAndIndexesCanBeMissing() {
        assertThat(
                        delta(
                                "{\"tool_calls\":[{\"id\":\"\",\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}},{\"id\":\"t\"}]}"))
                .containsExactly(new ToolCallDelta(0, null, "f", "{\"a\":1}"), new ToolCallDelta(1, "t", null, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"error\":[\"x\"]}", "{\"error\":true}", "{\"error\":500}", "{\"choices\":[{\"error\":\"x\"}]}"
            })
    void anErrorOfAnyShapeIsAFailure(String json) {
        assertThat(READER.read(json)).containsExactly(REPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "false", "\"\""})
    void anEmptyErrorKeyIsIgnored(String error) {
        assertThat(READER.read("{\"error\":" + error + ",\"choices\":[{\"error\":" + error
                        + ",\"delta\":{\"content\":\"x\"}}]}"))
                .containsExactly(new TextDelta("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"x\"", "[]", "[[]]", "{\"a\":{\"b\":1}}", "true", "1e999", "-0.0"})
    void unexpectedValuesNeverThrow(String odd) {
        for (var place : RICH.split("(?<=[:,\\[])(?=[\"{\\[0-9n])", -1)) {
            var json = RICH.replace(place, odd + (place.endsWith(",") ? "," : ""));
            assertThatCode(() -> READER.read(json)).as(json).doesNotThrowAnyException();
        }
        for (var name : List.of("choices", "delta", "content", "tool_calls", "usage", "function", "index")) {
            var json = RICH.replaceFirst(
                    "\"" + name + "\":(\\[[^\\]]*\\]|\\{[^}]*\\}|\"[^\"]*\"|[0-9.]+)", "\"" + name + "\":" + odd);
            assertThatCode(() -> READER.read(json)).as(json).doesNotThrowAnyException();
        }
        assertThatCode(() -> READER.read(odd)).doesNotThrowAnyException();
        assertThatCode(() -> READER.read("{\"choices\":" + odd + ",\"usage\":" + odd + "}"))
                .doesNotThrowAnyException();
        assertThatCode(() -> delta("{\"tool_calls\":" + odd + "}")).doesNotThrowAnyException();
        assertThatCode(() -> delta("{\"tool_calls\":[" + odd + "]}")).doesNotThrowAnyException();
    }

    @Test
    void corruptedJsonNeverThrows() {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var damaged = new StringBuilder(RICH);
            for (var changes = 1 + random.nextInt(4); changes > 0; changes--) {
                damaged.setCharAt(
                        random.nextInt(damaged.length()), "{}[]\",:0e-\\un \ud83d".charAt(random.nextInt(15)));
            }
            assertThatCode(() -> READER.read(damaged.toString()))
                    .as(damaged.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void excessiveNestingAndNumbersAreFailures() {
        assertThat(READER.read("{\"choices\":" + "[".repeat(100_000))).containsExactly(UNREADABLE);
        assertThat(READER.read("{\"usage\":{\"prompt_tokens\":" + "9".repeat(100_000) + "}}"))
                .containsExactly(UNREADABLE);
    }
}
