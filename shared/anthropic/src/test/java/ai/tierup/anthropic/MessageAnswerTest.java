package ai.tierup.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageAnswerTest {

    private static final AnswerHead HEAD = new AnswerHead(
            new RequestId("0123456789abcdef"), TierId.TIER_2, Instant.ofEpochSecond(1_795_000_000), null);

    private final MessageAnswer answer = new MessageAnswer(HEAD, new ToolNames());

    private JsonNode finish(FinishReason reason) throws IOException {
        return new ObjectMapper().readTree(answer.finish(new AnswerEnd(reason, new TokenUsage(41, 12, 5, 30), null)));
    }

    @Test
    void hasAllFieldsThatTheOfficialClientsDeclare() throws IOException {
        answer.add(new AnswerDelta.Text("Hel"));
        answer.add(new AnswerDelta.Text("lo"));

        assertThat(finish(FinishReason.STOP).toString())
                .isEqualTo(
                        "{\"id\":\"msg_0123456789abcdef\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"tier-2\",\"diagnostics\":null,"
                                + "\"content\":[{\"type\":\"text\",\"text\":\"Hello\",\"citations\":null}],"
                                + "\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"stop_details\":null,\"container\":null,"
                                + "\"usage\":{\"input_tokens\":11,\"cache_creation_input_tokens\":0,\"cache_read_input_tokens\":30,\"output_tokens\":12,"
                                + "\"output_tokens_details\":{\"thinking_tokens\":5},\"server_tool_use\":null,\"cache_creation\":null,"
                                + "\"inference_geo\":null,\"service_tier\":null,\"speed\":null}}");
    }

    @Test
    void givesStateOfReasoningAsASignature() throws IOException {
        answer.add(new AnswerDelta.SealedReasoning("seal-1"));
        answer.add(new AnswerDelta.Text("Yes."));

        assertThat(finish(FinishReason.STOP).at("/content/0").toString())
                .isEqualTo("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"seal-1\"}");
    }

    @Test
    void givesTheArgumentsOfACallAsAnObject() throws IOException {
        answer.add(new AnswerDelta.ToolCall(0, "call_a", "Read", "{\"n\": 1.50,"));
        answer.add(new AnswerDelta.ToolCall(0, null, null, " \"s\":\"\\ud800\"}\n"));

        var call = finish(FinishReason.STOP).at("/content/0");
        assertThat(call.path("id").asText()).isEqualTo("toolu_a");
        assertThat(call.path("name").asText()).isEqualTo("Read");
        assertThat(call.path("input").path("n").asDouble()).isEqualTo(1.5);
        assertThat(finish(FinishReason.STOP).path("stop_reason").asText()).isEqualTo("tool_use");
    }

    @Test
    void givesArgumentsThatAreNoObjectInTheFormOfTheClients() throws IOException {
        answer.add(new AnswerDelta.ToolCall(0, "call_a", "Read", "{\"n\": 1.5"));

        assertThat(finish(FinishReason.LENGTH).at("/content/0/input").toString())
                .isEqualTo("{\"__unparsedToolInput\":{\"raw\":\"{\\\"n\\\": 1.5\",\"len\":9}}");
    }
}
