package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnswerTest {
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
    void anAnswerRepeatsThePromptWithoutItsControlWords() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "where is Rome [[simulate:no_usage]]", "");

        assertThat(SimulatorClient.json(answer.body())
                        .at("/choices/0/message/content")
                        .asText())
                .isEqualTo("This is a simulated answer; no model was asked. You said: where is Rome");
    }

    @Test
    void anAnswerRevealsTheModelAsTheRealServiceDoes() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "hello", "");

        var json = SimulatorClient.json(answer.body());
        assertThat(json.path("model").asText()).isEqualTo("anthropic/claude-sonnet-4.6-20260217");
        assertThat(json.path("provider").asText()).isEqualTo("Amazon Bedrock");
        assertThat(json.path("id").asText()).matches("gen-1795330000-[A-Za-z0-9]{20}");
        assertThat(json.at("/choices/0/native_finish_reason").asText()).isEqualTo("end_turn");
        assertThat(answer.headers().firstValue("x-generation-id"))
                .contains(json.path("id").asText());
        assertThat(answer.headers().firstValue("server")).contains("cloudflare");
        assertThat(answer.headers().firstValue("cf-ray")).isPresent();
    }

    @Test
    void tokensAreCountedByWordsAndCostByThePricesOfTheModel() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "one two three [[simulate:tokens=7]]", "");

        // one, two, three, then the control word of 21 characters as two tokens, and 4 for the message
        var usage = SimulatorClient.json(answer.body()).path("usage");
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(9);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(7);
        assertThat(usage.path("total_tokens").asInt()).isEqualTo(16);
        // 9 x $3 + 7 x $15 a million
        assertThat(new BigDecimal(usage.path("cost").asText())).isEqualByComparingTo("0.000132");
    }

    @Test
    void anAnswerEndsAtMaxTokens() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "[[simulate:tokens=9]]", ",\"max_tokens\":5");

        var json = SimulatorClient.json(answer.body());
        assertThat(json.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(json.at("/choices/0/native_finish_reason").asText()).isEqualTo("max_tokens");
        assertThat(json.at("/usage/completion_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void aReasoningModelShowsItsReasoningAndItsSignature() throws Exception {
        var answer = client.ask("anthropic/claude-opus-4.7", "hello", "");

        var message = SimulatorClient.json(answer.body()).at("/choices/0/message");
        assertThat(message.path("reasoning").asText()).isNotEmpty();
        assertThat(message.at("/reasoning_details/0/format").asText()).isEqualTo("anthropic-claude-v1");
        assertThat(message.at("/reasoning_details/0/signature").asText()).isNotEmpty();
    }

    @Test
    void anAnswerListsTheImagesOfTheRequest() throws Exception {
        var answer = client.send("""
                {"model":"anthropic/claude-haiku-4.5","messages":[{"role":"user","content":[
                 {"type":"text","text":"what"},
                 {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}},
                 {"type":"image_url","image_url":{"url":"data:image/webp;base64,UklGRg=="}}]}]}""");

        var json = SimulatorClient.json(answer.body());
        assertThat(json.at("/choices/0/message/content").asText()).contains("2 image(s)", "image/png", "image/webp");
        assertThat(json.at("/usage/prompt_tokens").asInt()).isEqualTo(2_005);
    }

    @Test
    void anAnswerMatchesTheRequestedSchema() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "Paris", """
                ,"response_format":{"type":"json_schema","json_schema":{"name":"n","schema":{"type":"object",
                "required":["city","kind","size","spots"],"properties":{"city":{"type":"string"},
                "kind":{"enum":["small","big"]},"size":{"anyOf":[{"type":"integer"},{"type":"null"}]},
                "spots":{"type":"array","items":{"$ref":"#/$defs/spot"}}},
                "$defs":{"spot":{"type":"object","required":["open"],"properties":{"open":{"type":"boolean"}}}}}}}""");

        var content = SimulatorClient.json(answer.body())
                .at("/choices/0/message/content")
                .asText();
        assertThat(SimulatorClient.json(content)).isEqualTo(SimulatorClient.json("""
                {"city":"Paris","kind":"small","size":7,"spots":[{"open":true}]}"""));
    }

    @Test
    void aJsonObjectContainsThePrompt() throws Exception {
        var answer = client.ask(SimulatorClient.CLAUDE, "Oslo", ",\"response_format\":{\"type\":\"json_object\"}");

        var content = SimulatorClient.json(answer.body())
                .at("/choices/0/message/content")
                .asText();
        assertThat(SimulatorClient.json(content).path("prompt").asText()).isEqualTo("Oslo");
    }

    @Test
    void requestsAreRecorded() throws Exception {
        client.ask(SimulatorClient.CLAUDE, "first", "");
        client.ask(SimulatorClient.CLAUDE, "second", ",\"max_tokens\":33");

        var requests = client.simulator().requests();
        assertThat(client.simulator().callCount()).isEqualTo(2);
        assertThat(requests.getFirst().body().at("/messages/0/content").asText())
                .isEqualTo("first");
        assertThat(requests.getLast().body().path("max_tokens").asInt()).isEqualTo(33);
        assertThat(requests.getLast().headers().get("AUTHORIZATION")).containsExactly("Bearer sk-or-v1-test");
    }
}
