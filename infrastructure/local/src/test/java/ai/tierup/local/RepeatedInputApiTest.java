package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.TierId;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Repeated input in the usage of each API, in usage records, and in the price. */
@Tag("service")
@ExtendWith(RunningService.class)
class RepeatedInputApiTest {

    private static final String LONG = "The quick brown fox jumps over the lazy dog. ".repeat(200);

    /** What a message counts besides its text. */
    private static final int TOKENS_OF_A_MESSAGE = 4;

    /** An API, and where its answers say what. */
    enum Skin {
        CHAT(
                "/v1/chat/completions",
                "messages",
                "/choices/0/message/content",
                "/usage/prompt_tokens_details/cached_tokens") {
            @Override
            long inputTokens(JsonNode answer) {
                return answer.at("/usage/prompt_tokens").asLong();
            }
        },
        RESPONSES("/v1/responses", "input", "/output/0/content/0/text", "/usage/input_tokens_details/cached_tokens") {
            @Override
            long inputTokens(JsonNode answer) {
                return answer.at("/usage/input_tokens").asLong();
            }
        },
        MESSAGES("/v1/messages", "messages", "/content/0/text", "/usage/cache_read_input_tokens") {
            @Override
            long inputTokens(JsonNode answer) {
                return answer.at("/usage/input_tokens").asLong()
                        + answer.at("/usage/cache_creation_input_tokens").asLong()
                        + answer.at(cached).asLong();
            }
        };

        final String path;
        final String history;
        final String text;
        final String cached;

        Skin(String path, String history, String text, String cached) {
            this.path = path;
            this.history = history;
            this.text = text;
            this.cached = cached;
        }

        abstract long inputTokens(JsonNode answer);

        ObjectNode request() {
            var request = RunningService.JSON.createObjectNode().put("model", "tier-2");
            request.putArray(history).addObject().put("role", "user").put("content", LONG + this);
            if (this == MESSAGES) {
                request.put("max_tokens", 100);
            }
            return request;
        }

        /** Adds an answer, and what its customer says next. */
        void turn(ObjectNode request, String answer, String next) {
            var messages = (ArrayNode) request.path(history);
            messages.addObject().put("role", "assistant").put("content", answer);
            messages.addObject().put("role", "user").put("content", next);
        }

        /** Returns what a stream says about its whole answer. */
        JsonNode streamed(HttpResponse<String> answer) throws Exception {
            var whole = RunningService.JSON.createObjectNode();
            for (var line : answer.body().lines().toList()) {
                if (line.startsWith("data: {")) {
                    var event = RunningService.JSON.readTree(line.substring("data: ".length()));
                    for (var at : new String[] {"/usage", "/response/usage", "/message/usage"}) {
                        if (event.at(at).isObject()) {
                            whole.withObjectProperty("usage").setAll((ObjectNode) event.at(at));
                        }
                    }
                }
            }
            return whole;
        }
    }

    private final Customer customer;

    private static int accounts;

    RepeatedInputApiTest(Api api) {
        this.customer = Customer.open(api, "repeating-" + ++accounts);
    }

    private HttpResponse<String> send(Skin skin, ObjectNode request) throws Exception {
        var answer = customer.send("POST", skin.path, request.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private JsonNode record(HttpResponse<String> answer) throws Exception {
        var id = answer.headers().firstValue("x-request-id").orElseThrow();
        return customer.read("/v1/usage/requests/" + id);
    }

    /** Compares an answer with its record, and its record with the tier's three prices. */
    private void assertBilled(Skin skin, JsonNode answer, JsonNode record, long repeated) throws Exception {
        var prompt = record.path("prompt_tokens").asLong();
        assertThat(record.path("repeated_prompt_tokens").asLong()).isEqualTo(repeated);
        assertThat(answer.at(skin.cached).isIntegralNumber())
                .as(answer.toString())
                .isTrue();
        assertThat(answer.at(skin.cached).asLong()).isEqualTo(repeated);
        assertThat(skin.inputTokens(answer)).isEqualTo(prompt);
        var prices = Api.mapping().tier(TierId.TIER_2).prices();
        assertThat(record.path("cost_usd").asText())
                .isEqualTo(prices.costOf(
                                prompt,
                                repeated,
                                record.path("completion_tokens").asLong())
                        .usd());
    }

    /** Returns the tokens of a request and of its answer, once that is a message of the next request. */
    private static long tokensWithAnswer(JsonNode record) {
        return record.path("prompt_tokens").asLong()
                + TOKENS_OF_A_MESSAGE
                + record.path("completion_tokens").asLong();
    }

    @ParameterizedTest
    @EnumSource(Skin.class)
    void whatWasSentBeforeIsShownAndChargedAsRepeated(Skin skin) throws Exception {
        var request = skin.request();
        var first = send(skin, request);
        var firstAnswer = Customer.json(first);
        var firstRecord = record(first);
        assertThat(firstRecord.path("prompt_tokens").asLong()).isGreaterThan(1_024);
        assertBilled(skin, firstAnswer, firstRecord, 0);

        skin.turn(request, firstAnswer.at(skin.text).asText(), "And then?");
        var second = send(skin, request);
        assertBilled(skin, Customer.json(second), record(second), tokensWithAnswer(firstRecord));

        request.put("stream", true);
        if (skin == Skin.CHAT) {
            request.putObject("stream_options").put("include_usage", true);
        }
        var again = send(skin, request);
        assertBilled(
                skin,
                skin.streamed(again),
                record(again),
                record(second).path("prompt_tokens").asLong());
        var sums = customer.read("/v1/usage").path("total");
        assertThat(sums.path("repeated_prompt_tokens").asLong())
                .isEqualTo(tokensWithAnswer(firstRecord)
                        + record(second).path("prompt_tokens").asLong());
        assertThat(sums.path("cost_usd")).isEqualTo(customer.read("/v1/wallet").path("debits_usd"));
    }
}
