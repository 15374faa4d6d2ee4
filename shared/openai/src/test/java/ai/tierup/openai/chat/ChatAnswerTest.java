package ai.tierup.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChatAnswerTest {

    private static final AnswerHead HEAD = new AnswerHead(
            new RequestId("0123456789abcdef"), TierId.TIER_4, Instant.ofEpochSecond(1_795_000_000), null);

    private final ChatAnswer answer = new ChatAnswer(HEAD);

    private String written(FinishReason reason) {
        return new String(answer.finish(new AnswerEnd(reason, new TokenUsage(41, 12, 0), null)), UTF_8);
    }

    @Test
    void aTextAnswerHasExactlyTheseFields() {
        answer.add(new AnswerDelta.Text("Good "));
        answer.add(new AnswerDelta.Text("day\u2028"));

        assertThat(written(FinishReason.STOP))
                .isEqualTo(
                        "{\"id\":\"chatcmpl-0123456789abcdef\",\"object\":\"chat.completion\",\"created\":1795000000,\"model\":\"tier-4\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Good"
                                + " day\u2028\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
                                + "\"usage\":{\"prompt_tokens\":41,\"completion_tokens\":12,\"total_tokens\":53,"
                                + "\"prompt_tokens_details\":{\"cached_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}}");
    }

    @Test
    void anAnswerOfToolCallsAloneHasNullContent() {
        answer.add(new AnswerDelta.ToolCall(0, "call_a", "f", "{\"x\""));
        answer.add(new AnswerDelta.ToolCall(1, "call_b", "g", "{}"));
        answer.add(new AnswerDelta.ToolCall(0, null, null, ":1}"));

        assertThat(written(FinishReason.TOOL_CALLS))
                .contains(
                        "\"content\":null,\"refusal\":null,\"tool_calls\":["
                                + "{\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":1}\"}},"
                                + "{\"id\":\"call_b\",\"type\":\"function\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]");
    }

    @Test
    void theStateOfReasoningIsInAMessageWithToolCalls() {
        answer.add(new AnswerDelta.SealedReasoning("v1.k.A"));
        answer.add(new AnswerDelta.ToolCall(0, "call_a", "f", "{}"));

        assertThat(written(FinishReason.TOOL_CALLS))
                .contains(
                        "],\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"id\":null,\"format\":\"unknown\","
                                + "\"index\":0,\"data\":\"v1.k.A\"}]}");
    }

    @Test
    void anAnswerWithoutToolCallsShowsNoStateOfReasoning() {
        answer.add(new AnswerDelta.SealedReasoning("v1.k.A"));
        answer.add(new AnswerDelta.Text("Hi"));

        assertThat(written(FinishReason.STOP)).doesNotContain("v1.k.A");
    }

    @Test
    void anEmptyAnswerHasAnEmptyStringAsContent() {
        assertThat(written(FinishReason.STOP)).contains("\"content\":\"\"");
    }
}
