package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalTest {
    private SimulatorClient client;

    @BeforeEach
    void start() throws Exception {
        client = new SimulatorClient();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void aCallWithoutAKeyIsRefused() throws Exception {
        assertThat(client.sendWithoutKey("{}").statusCode()).isEqualTo(401);
    }

    @Test
    void anUnknownModelHasNoEndpoints() throws Exception {
        var answer = client.ask("anthropic/claude-unheard-of", "hello", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("No endpoints found for anthropic/claude-unheard-of");
    }

    @Test
    void aChatWithoutMessagesIsAnInvalidPrompt() throws Exception {
        var answer = client.send("{\"model\":\"anthropic/claude-haiku-4.5\",\"messages\":[]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SimulatorClient.json(answer.body())
                        .at("/error/metadata/error_type")
                        .asText())
                .isEqualTo("invalid_prompt");
    }

    @Test
    void anUnknownControlWordIsRefused() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "[[simulate:staus=503]]", "");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("staus=503");
    }

    @ParameterizedTest
    @CsvSource({
        "'status=429,retry_after=7', 429, rate_limit_exceeded",
        "status=402, 402, payment_required",
        "type=context_length_exceeded, 400, context_length_exceeded",
        "type=moderation, 403, moderation",
        "status=529, 529, provider_overloaded"
    })
    void aRequestedErrorIsReturned(String words, int status, String type) throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "[[simulate:" + words + "]]", "");

        var json = SimulatorClient.json(answer.body());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json.at("/error/code").asInt()).isEqualTo(status);
        assertThat(json.at("/error/metadata/error_type").asText()).isEqualTo(type);
        assertThat(json.path("user_id").asText()).startsWith("user_");
    }

    @Test
    void retryAfterIsSentAsAHeader() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "[[simulate:status=429,retry_after=7]]", "");

        assertThat(answer.headers().firstValue("retry-after")).contains("7");
    }

    @Test
    void anErrorCanBeInAnAnswerWithStatus200() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "[[simulate:error_in_200]]", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(SimulatorClient.json(answer.body()).at("/error/code").asInt())
                .isEqualTo(502);
    }

    @Test
    void wordsForAModelDoNotApplyToOthers() throws Exception {
        var prompt = "[[simulate:status=503,model=sonnet]]";

        assertThat(client.ask(SimulatorClient.CLAUDE, prompt, "").statusCode()).isEqualTo(503);
        assertThat(client.ask("google/gemini-3-flash", prompt, "").statusCode()).isEqualTo(200);
    }

    @Test
    void wordsForTheFirstCallsDoNotApplyToLaterOnes() throws Exception {
        var prompt = "[[simulate:status=503,first=2]]";

        assertThat(client.ask(SimulatorClient.CLAUDE, prompt, "").statusCode()).isEqualTo(503);
        assertThat(client.ask(SimulatorClient.CLAUDE, prompt, "").statusCode()).isEqualTo(503);
        assertThat(client.ask(SimulatorClient.CLAUDE, prompt, "").statusCode()).isEqualTo(200);
    }

    @Test
    void imagesAreRefusedByModelsWithoutVision() throws Exception {
        var answer = client.send("""
                {"model":"deepseek/deepseek-v4","messages":[{"role":"user","content":[
                 {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}]}""");

        assertThat(answer.statusCode()).isEqualTo(404);
    }
}
