package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierCatalogue;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.tier.TierMapping;
import ai.tierup.domain.tier.TierMove;
import ai.tierup.domain.usage.UsageRecord;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One conversation through all three APIs, in which the model of the tier changes: every turn costs what the published rule counts. */
@Tag("service")
class ConversationAcrossApisTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String RESPONSES = "/v1/responses";
    private static final String MESSAGES = "/v1/messages";

    /** More than 1,024 tokens, from which on repeated input is cheaper. */
    private static final String INSTRUCTIONS =
            "You are a harbour pilot, and you know each berth by its name. ".repeat(120);

    /** What was said: the user's turns and the assistant's, alternately. */
    private final List<String> turns = new ArrayList<>();

    private static ObjectNode body(String limit) {
        return RunningService.JSON.createObjectNode().put("model", "tier-2").put(limit, 300);
    }

    /** The conversation as a request of an API. */
    private ObjectNode request(String path) {
        var request = body(
                switch (path) {
                    case CHAT -> "max_completion_tokens";
                    case RESPONSES -> "max_output_tokens";
                    default -> "max_tokens";
                });
        switch (path) {
            case RESPONSES -> request.put("instructions", INSTRUCTIONS);
            case MESSAGES -> request.put("system", INSTRUCTIONS);
            default -> {}
        }
        var messages = request.putArray(path.equals(RESPONSES) ? "input" : "messages");
        if (path.equals(CHAT)) {
            messages.addObject().put("role", "system").put("content", INSTRUCTIONS);
        }
        for (var turn = 0; turn < turns.size(); turn++) {
            messages.addObject()
                    .put("role", turn % 2 == 0 ? "user" : "assistant")
                    .put("content", turns.get(turn));
        }
        return request;
    }

    private static String textOf(String path, JsonNode answer) {
        var parts = switch (path) {
            case CHAT -> List.of(answer.at("/choices/0/message/content"));
            case RESPONSES ->
                answer.findValues("text").stream().filter(JsonNode::isTextual).toList();
            default -> answer.path("content").findValues("text");
        };
        return String.join("", parts.stream().map(JsonNode::asText).toList());
    }

    private static long inputOf(String path, JsonNode usage) {
        return switch (path) {
            case CHAT -> usage.path("prompt_tokens").asLong();
            case RESPONSES -> usage.path("input_tokens").asLong();
            default ->
                usage.path("input_tokens").asLong()
                        + usage.path("cache_read_input_tokens").asLong()
                        + usage.path("cache_creation_input_tokens").asLong();
        };
    }

    private static long repeatedOf(String path, JsonNode usage) {
        return switch (path) {
            case CHAT -> usage.at("/prompt_tokens_details/cached_tokens").asLong();
            case RESPONSES -> usage.at("/input_tokens_details/cached_tokens").asLong();
            default -> usage.path("cache_read_input_tokens").asLong();
        };
    }

    /** Says something through an API, and checks that what it says of the input is what the meter counts in the shape of each API. */
    private UsageRecord say(Customer customer, String path, String text) throws Exception {
        turns.add(text);
        var counts = new ArrayList<Long>();
        for (var shape : List.of(CHAT, RESPONSES, MESSAGES)) {
            var count = customer.send(
                    "POST", "/v1/tokens/count?api=" + shape, request(shape).toString());
            counts.add(Customer.json(count).path("prompt_tokens").asLong());
        }
        var answer = customer.send("POST", path, request(path).toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var json = Customer.json(answer);
        turns.add(textOf(path, json));

        var record = Objects.requireNonNull(
                customer.api().journal.reports().getLast().record());
        assertThat(counts).containsOnly(record.tokens().promptTokens());
        assertThat(inputOf(path, json.path("usage"))).isEqualTo(record.tokens().promptTokens());
        assertThat(repeatedOf(path, json.path("usage")))
                .isEqualTo(record.tokens().repeatedTokens());
        assertThat(turns.getLast()).contains(text);
        return record;
    }

    /** Replaces the models of each tier by those that came second. */
    private static void remap(Api api) throws IOException {
        var tiers = new EnumMap<TierId, Tier>(TierId.class);
        for (var tier : Api.mapping().inOrder()) {
            var second = tier.candidates().subList(1, tier.candidates().size());
            tiers.put(
                    tier.id(),
                    new Tier(
                            tier.id(),
                            tier.className(),
                            tier.prices(),
                            tier.listPrices(),
                            tier.limits(),
                            tier.capabilities(),
                            second));
        }
        var catalogue = api.service.bean(TierCatalogue.class);
        catalogue.store(new TierMapping(2, Api.mapping().publishedAt(), tiers));
        var seen = catalogue.pointers().orElseThrow();
        var move = new TierMove(seen.promoted(2), "promote", "ada", Instant.EPOCH, "a test");
        assertThat(catalogue.move(seen, move)).isTrue();
    }

    @Test
    void theBillIsWhatTheMeterCountsWhicheverApiAndModel() throws Exception {
        try (var api = new Api(Map.of())) {
            var customer = Customer.open(api, "across");
            var records = new ArrayList<UsageRecord>();
            records.add(say(customer, CHAT, "Where does the Ana lie?"));
            records.add(say(customer, RESPONSES, "And the Bela?"));
            records.add(say(customer, MESSAGES, "And the Clara?"));
            remap(api);
            records.add(say(customer, RESPONSES, "Which lies deepest?"));
            records.add(say(customer, CHAT, "Which sails first?"));
            records.add(say(customer, MESSAGES, "Which is the last?"));

            var prices = Api.mapping().tier(TierId.TIER_2).prices();
            assertThat(records)
                    .allSatisfy(record -> assertThat(record.cost())
                            .isEqualTo(prices.costOf(
                                    record.tokens().promptTokens(),
                                    record.tokens().repeatedTokens(),
                                    record.tokens().completionTokens())));
            assertThat(records)
                    .extracting(record -> record.tokens().promptTokens())
                    .isSorted();
            assertThat(records.subList(1, 6))
                    .as("repeated across the APIs and the remap")
                    .anyMatch(record -> record.tokens().repeatedTokens() > 1_024);
            assertThat(records.stream()
                            .map(record -> record.consumption().candidate())
                            .distinct())
                    .hasSize(2);
            assertThat(records.get(2).consumption().candidate())
                    .isNotEqualTo(records.get(3).consumption().candidate());
            assertThat(customer.read("/v1/usage/requests").path("data").findValuesAsText("api"))
                    .containsExactly("messages", "chat", "responses", "messages", "responses", "chat");
            assertThat(customer.read("/v1/wallet").path("debits_usd").asText())
                    .isEqualTo(total(records.stream()).usd());
        }
    }

    private static Money total(Stream<UsageRecord> records) {
        return records.map(UsageRecord::cost).reduce(Money.ZERO, Money::plus);
    }
}
