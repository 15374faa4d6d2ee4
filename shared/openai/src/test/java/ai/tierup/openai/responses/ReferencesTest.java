package ai.tierup.openai.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.api.ErrorCode;
import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.api.inference.ParsedRequest;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.conversation.Message;
import ai.tierup.domain.conversation.Message.Role;
import ai.tierup.domain.conversation.Part;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that refer to the items of earlier answers. */
class ReferencesTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final RequestId FIRST = RequestId.of(NOW, 1);
    private static final String TOOLS =
            "\"tools\":[{\"type\":\"namespace\",\"name\":\"n\",\"tools\":[{\"type\":\"function\",\"name\":\"f\"}]}]";

    private final OpenAiResponses api = new OpenAiResponses();
    private final Map<RequestId, byte[]> kept = new HashMap<>();

    private final AnswerMemory memory = new AnswerMemory() {
        @Override
        public void keep(RequestId answer, byte[] output) {
            kept.put(answer, output);
        }

        @Override
        public Map<RequestId, byte[]> recall(Set<RequestId> answers) {
            var found = new HashMap<>(kept);
            found.keySet().retainAll(answers);
            return found;
        }
    };

    private ParsedRequest read(String input, String more) {
        return api.read(
                "{\"model\":\"tier-2\",%s,\"input\":%s%s}"
                        .formatted(TOOLS, input, more)
                        .getBytes(UTF_8),
                memory);
    }

    private List<Message> messages(String input) {
        assertThat(read(input, "")).isInstanceOf(ParsedRequest.Valid.class);
        return ((ParsedRequest.Valid) read(input, "")).request().conversation().messages();
    }

    /** Has {@code Hello.} and a call answered. */
    private void answer(RequestId id, boolean stream, String more) {
        var read = (ParsedRequest.Valid) read("\"hi\"", more);
        var head = new AnswerHead(id, TierId.TIER_2, NOW, null);
        var text = new AnswerDelta.Text("Hello.");
        var call = new AnswerDelta.ToolCall(0, "call_1", "n__f", "{\"a\":1}");
        if (stream) {
            var writer = read.writers().streamed(head);
            writer.begin();
            writer.delta(text);
            writer.delta(call);
            writer.finish(new AnswerEnd(FinishReason.TOOL_CALLS, TokenUsage.NONE, null));
        } else {
            var writer = read.writers().whole(head);
            writer.add(text);
            writer.add(call);
            writer.finish(new AnswerEnd(FinishReason.TOOL_CALLS, TokenUsage.NONE, null));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReferenceStandsForItsItem(boolean stream) {
        answer(FIRST, stream, "");

        assertThat(messages("""
            [{"role":"user","content":"hi"},{"type":"item_reference","id":"msg_%s0"},{"id":"fc_%s1"},
             {"type":"function_call_output","call_id":"call_1","output":"x"}]\
            """.formatted(FIRST, FIRST)))
                .containsExactly(
                        new Message(Role.USER, List.of(new Part.Text("hi")), null),
                        new Message(
                                Role.ASSISTANT,
                                List.of(new Part.Text("Hello."), new Part.ToolCall("call_1", "n__f", "{\"a\":1}")),
                                null),
                        new Message(Role.TOOL, List.of(new Part.ToolResult("call_1", "x")), null));
    }

    @Test
    void nothingIsKeptIfTheClientDoesNotWantItOrIfThereIsNothing() {
        answer(FIRST, true, ",\"store\":false");
        var read = (ParsedRequest.Valid) read("\"hi\"", ",\"store\":true");
        read.writers()
                .whole(new AnswerHead(FIRST, TierId.TIER_2, NOW, null))
                .finish(new AnswerEnd(FinishReason.STOP, TokenUsage.NONE, null));

        assertThat(kept).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"msg_%s7", "msg_0000000000000!!!0", "msg_1", "fc_%s1"})
    void aReferenceThatFindsNothingIsRefused(String id) {
        var read = read(
                "[{\"role\":\"user\",\"content\":\"hi\"},{\"type\":\"item_reference\",\"id\":\"" + id.formatted(FIRST)
                        + "\"}]",
                "");

        assertThat(read).isInstanceOfSatisfying(ParsedRequest.Invalid.class, refused -> {
            assertThat(refused.error().code()).isEqualTo(ErrorCode.ITEM_NOT_FOUND);
            assertThat(refused.error().param()).isEqualTo("input[1].id");
            assertThat(refused.error().message()).contains("24 hours").contains("store: false");
        });
    }

    @Test
    void aReferenceToReasoningIsLeftOut() {
        assertThat(messages("[{\"type\":\"item_reference\",\"id\":\"rs_1\"},{\"role\":\"user\",\"content\":\"hi\"}]"))
                .hasSize(1);
    }

    @Test
    void aMemoryThatFailsIsNoForgottenItem() {
        var failing = new AnswerMemory() {
            @Override
            public void keep(RequestId answer, byte[] output) {}

            @Override
            public Map<RequestId, byte[]> recall(Set<RequestId> answers) {
                throw new IllegalStateException("down");
            }
        };
        var body =
                "{\"model\":\"tier-2\",\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_%s0\"}]}".formatted(FIRST);

        assertThatThrownBy(() -> api.read(body.getBytes(UTF_8), failing)).isInstanceOf(IllegalStateException.class);
    }
}
