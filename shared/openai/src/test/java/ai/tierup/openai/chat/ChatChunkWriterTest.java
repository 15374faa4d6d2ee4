package ai.tierup.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ApiErrors;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChatChunkWriterTest {

    private static final AnswerHead HEAD = new AnswerHead(
            new RequestId("0123456789abcdef"), TierId.TIER_2, Instant.ofEpochSecond(1_795_000_000), null);

    private static final String HEAD_JSON =
            "{\"id\":\"chatcmpl-0123456789abcdef\",\"object\":\"chat.completion.chunk\",\"created\":1795000000,\"model\":\"tier-2\",";

    private static final TokenUsage USAGE = new TokenUsage(41, 12, 5, 30);

    private final ChatChunkWriter chunks = new ChatChunkWriter(HEAD, false);

    private static String text(byte[] frame) {
        return new String(frame, UTF_8);
    }

    @Test
    void theFirstDeltaCarriesTheRole() {
        assertThat(text(chunks.delta(new AnswerDelta.Text("Hi"))))
                .isEqualTo(
                        "data: " + HEAD_JSON
                                + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"},\"finish_reason\":null}]}\n\n");
        assertThat(text(chunks.delta(new AnswerDelta.Text(" there"))))
                .isEqualTo("data: " + HEAD_JSON
                        + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" there\"},\"finish_reason\":null}]}\n\n");
    }

    @Test
    void onlyTheFirstPieceOfAToolCallHasItsIdAndName() {
        assertThat(text(chunks.delta(new AnswerDelta.ToolCall(0, "call_x", "f", "{"))))
                .contains(
                        "\"delta\":{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"call_x\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}]}");
        assertThat(text(chunks.delta(new AnswerDelta.ToolCall(0, null, null, "}"))))
                .contains("\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"}\"}}]}");
    }

    @Test
    void theStateOfReasoningComesBeforeTheToolCallThatItLedTo() {
        assertThat(chunks.delta(new AnswerDelta.SealedReasoning("v1.k.A"))).isEmpty();
        assertThat(chunks.delta(new AnswerDelta.SealedReasoning("v1.k.B"))).isEmpty();

        assertThat(text(chunks.delta(new AnswerDelta.ToolCall(0, "call_x", "f", "{}"))))
                .startsWith("data: " + HEAD_JSON
                        + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"id\":null,\"format\":\"unknown\",\"index\":0,\"data\":\"v1.k.A\"},{\"type\":\"reasoning.encrypted\",\"id\":null,\"format\":\"unknown\",\"index\":1,\"data\":\"v1.k.B\"}]},\"finish_reason\":null}]}\n\n"
                        + "data: ")
                .contains("\"delta\":{\"tool_calls\":");
        assertThat(text(chunks.delta(new AnswerDelta.SealedReasoning("v1.k.C"))))
                .contains("\"index\":2,\"data\":\"v1.k.C\"");
    }

    @Test
    void anAnswerWithoutToolCallsShowsNoStateOfReasoning() {
        assertThat(chunks.delta(new AnswerDelta.SealedReasoning("v1.k.A"))).isEmpty();
        assertThat(text(chunks.delta(new AnswerDelta.Text("Hi")))).doesNotContain("reasoning");
        assertThat(chunks.delta(new AnswerDelta.SealedReasoning("v1.k.B"))).isEmpty();
        assertThat(text(chunks.finish(new AnswerEnd(FinishReason.STOP, USAGE, null))))
                .doesNotContain("v1.k");
    }

    @Test
    void usageIsNullUntilASeparateLastChunk() {
        var withUsage = new ChatChunkWriter(HEAD, true);

        assertThat(text(withUsage.delta(new AnswerDelta.Text("Hi")))).endsWith("],\"usage\":null}\n\n");
        assertThat(text(withUsage.finish(new AnswerEnd(FinishReason.LENGTH, USAGE, null))))
                .isEqualTo("data: " + HEAD_JSON
                        + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}],\"usage\":null}\n\n"
                        + "data: " + HEAD_JSON
                        + "\"choices\":[],\"usage\":{\"prompt_tokens\":41,\"completion_tokens\":12,\"total_tokens\":53,\"prompt_tokens_details\":{\"cached_tokens\":30},\"completion_tokens_details\":{\"reasoning_tokens\":5}}}\n\n"
                        + "data: [DONE]\n\n");
    }

    @Test
    void anAnswerWithoutADeltaHasARole() {
        assertThat(text(chunks.finish(new AnswerEnd(FinishReason.STOP, USAGE, null))))
                .contains("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}")
                .endsWith("\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    }

    @Test
    void halfACharacterIsReplaced() {
        assertThat(text(chunks.delta(new AnswerDelta.Text("\ude00b")))).contains("\"content\":\"\ufffdb\"");
        assertThat(text(chunks.delta(new AnswerDelta.Text("x\ud83dy")))).contains("\"content\":\"x\ufffdy\"");
    }

    @Test
    void onlyAnErrorHasAnErrorKey() {
        assertThat(text(chunks.delta(new AnswerDelta.Text("x")))).doesNotContain("error");
        assertThat(text(chunks.error(ApiErrors.internalError("req_1"))))
                .startsWith("data: {\"error\":{\"message\":\"")
                .endsWith("\"type\":\"server_error\",\"param\":null,\"code\":\"internal_error\"}}\n\n");
    }

    @Test
    void aKeepAliveIsACommentAndNothingPrecedesTheFirstDelta() {
        assertThat(text(chunks.keepAlive())).isEqualTo(": ping\n");
        assertThat(chunks.begin()).isEmpty();
    }
}
