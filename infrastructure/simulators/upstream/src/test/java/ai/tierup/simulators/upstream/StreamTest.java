package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamTest {
    private static final String STREAMED = ",\"stream\":true";
    private static final String USAGE_ALONE = "anthropic/claude-haiku-4.5";

    private SimulatorClient client;

    @BeforeEach
    void start() throws Exception {
        client = new SimulatorClient();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private List<JsonNode> chunks(String model, String prompt) throws Exception {
        return SimulatorClient.chunks(client.ask(model, prompt, STREAMED));
    }

    @Test
    void commentsComeFirstAndDoneLast() throws Exception {
        var lines = client.ask(SimulatorClient.CLAUDE, "hello", STREAMED)
                .body()
                .lines()
                .toList();

        assertThat(lines.getFirst()).isEqualTo(": OPENROUTER PROCESSING");
        assertThat(lines.stream().filter(line -> !line.isEmpty()).toList().getLast())
                .isEqualTo("data: [DONE]");
    }

    @Test
    void eachTokenHasAChunkOfItsOwn() throws Exception {
        var texts = chunks(SimulatorClient.CLAUDE, "[[simulate:tokens=6]]").stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asText())
                .filter(text -> !text.isEmpty());

        assertThat(texts).hasSize(6);
    }

    @Test
    void requestedReasoningComesBeforeTheTextInChunksOfItsOwn() throws Exception {
        var deltas = chunks(SimulatorClient.CLAUDE, "[[simulate:reasoning=3,tokens=2]]").stream()
                .map(chunk -> chunk.at("/choices/0/delta"))
                .limit(5)
                .toList();

        assertThat(deltas).extracting(delta -> delta.has("reasoning")).containsExactly(true, true, true, false, false);
    }

    @Test
    void usageIsOnlyInTheLastChunkInBothForms() throws Exception {
        var repeated = chunks(SimulatorClient.CLAUDE, "hello");
        var alone = chunks(USAGE_ALONE, "hello");

        assertThat(repeated).filteredOn(chunk -> chunk.has("usage")).hasSize(1);
        assertThat(alone).filteredOn(chunk -> chunk.has("usage")).hasSize(1);
        assertThat(List.of(
                        repeated.getLast().path("choices").size(),
                        alone.getLast().path("choices").size()))
                .containsExactlyInAnyOrder(0, 1);
        assertThat(repeated.getLast().has("usage") && alone.getLast().has("usage"))
                .isTrue();
    }

    @Test
    void anErrorComesAfterTheGivenNumberOfChunks() throws Exception {
        var chunks = chunks(SimulatorClient.CLAUDE, "[[simulate:error_after=3]]");

        assertThat(chunks).hasSize(4);
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("error");
        assertThat(chunks.getLast().at("/error/metadata/provider_name").asText())
                .isEqualTo("Amazon Bedrock");
    }

    @Test
    void aBareErrorHasOnlyAMessage() throws Exception {
        var chunks = chunks(SimulatorClient.CLAUDE, "[[simulate:bare_error_after=2]]");

        assertThat(chunks).hasSize(3);
        assertThat(chunks.getLast())
                .isEqualTo(SimulatorClient.json("{\"error\":{\"message\":\"The operation was aborted\"}}"));
    }

    @Test
    void usageAndDoneCanBeOmitted() throws Exception {
        var body = client.ask(SimulatorClient.CLAUDE, "[[simulate:no_usage,no_done]]", STREAMED)
                .body();

        assertThat(body).contains("\"finish_reason\":\"stop\"").doesNotContain("\"usage\"", "[DONE]");
    }

    @Test
    void theReasonForTheEndCanBeOmitted() throws Exception {
        var chunks = chunks(SimulatorClient.CLAUDE, "[[simulate:no_finish]]");

        assertThat(chunks)
                .allSatisfy(
                        chunk -> assertThat(chunk.at("/choices/0/finish_reason").isTextual())
                                .isFalse());
    }

    @Test
    void aMalformedChunkIsTheLastOne() throws Exception {
        var lines = client.ask(SimulatorClient.CLAUDE, "[[simulate:malformed_after=2]]", STREAMED)
                .body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .toList();

        assertThat(lines).hasSize(3);
        assertThat(lines.getLast()).doesNotEndWith("}");
    }

    @Test
    void usageCanBeALie() throws Exception {
        var usage = chunks(USAGE_ALONE, "[[simulate:tokens=5,usage_times=7]]")
                .getLast()
                .path("usage");

        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(35);
        assertThat(usage.path("prompt_tokens").asInt()).isPositive().matches(tokens -> tokens % 7 == 0);
    }

    @Test
    void aModelThatFlapsFailsInEveryOtherCall() throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var i = 0; i < 4; i++) {
            statuses.add(client.ask(SimulatorClient.CLAUDE, "[[simulate:status=503,flap]]", STREAMED)
                    .statusCode());
        }

        assertThat(statuses).containsExactly(503, 200, 503, 200);
    }

    @Test
    void anEmptyAnswerHasNoFinishReason() throws Exception {
        var chunks = chunks(USAGE_ALONE, "[[simulate:empty]]");

        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().at("/usage/completion_tokens").asInt()).isZero();
    }
}
