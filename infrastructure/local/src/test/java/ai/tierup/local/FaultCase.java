package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A fault, the API through which a client meets it, and whether the second candidate of the tier has it too. Each case has a process and an
 * account of its own, because processes remember who is ill. If the model waits, a token may take three seconds.
 */
record FaultCase(UpstreamFault fault, Skin skin, boolean stream, boolean bothIll) {

    private static final String TIER = "tier-2";
    private static final String FIRST_CANDIDATE = "sonnet";

    private static final Map<String, String> SHORT_TIMEOUTS = Map.of(
            "TIERUP_UPSTREAM_FIRST_TOKEN_TIMEOUT_SECONDS", "3",
            "TIERUP_UPSTREAM_NEXT_TOKEN_TIMEOUT_SECONDS", "3");

    /**
     * What a client saw.
     *
     * @param later the time of a request when the fault was known; that of the first if there was none
     */
    record Outcome(FaultCase played, String seen, String charged, long millis, long later) {

        /** A line of a table in Markdown. */
        String row() {
            return "| %s | %s | %s | %s | %s | $%s | %d ms | %d ms |"
                    .formatted(
                            played.fault.words(),
                            played.bothIll ? "both" : "first",
                            played.stream ? "streamed" : "whole",
                            played.skin.name().toLowerCase(Locale.ROOT),
                            seen,
                            charged,
                            millis,
                            later);
        }
    }

    private record Timed(HttpResponse<String> answer, long millis) {}

    /** All cases of a fault. */
    static Stream<FaultCase> all(UpstreamFault fault) {
        return Arrays.stream(Skin.values()).flatMap(skin -> all(fault, skin));
    }

    private static Stream<FaultCase> all(UpstreamFault fault, Skin skin) {
        return Stream.of(
                new FaultCase(fault, skin, true, false),
                new FaultCase(fault, skin, false, false),
                new FaultCase(fault, skin, true, true),
                new FaultCase(fault, skin, false, true));
    }

    /** Streamed and whole, with one ill candidate and with two, each through another API as far as there is one. Another fault gets others. */
    static Stream<FaultCase> some(UpstreamFault fault) {
        var skins = List.of(Skin.values());
        var cases = all(fault, Skin.CHAT).toList();
        return Stream.iterate(0, i -> i < cases.size(), i -> i + 1)
                .map(i -> new FaultCase(
                        fault,
                        skins.get((place(fault) + i) % skins.size()),
                        cases.get(i).stream(),
                        cases.get(i).bothIll()));
    }

    String id() {
        return "%s-%s-%s-%s".formatted(place(fault), place(skin), stream ? "s" : "w", bothIll ? "both" : "one");
    }

    private static int place(Enum<?> value) {
        return List.of(value.getDeclaringClass().getEnumConstants()).indexOf(value);
    }

    Outcome play(Api service) throws Exception {
        var customer = Customer.open(service, "fault-" + id());
        try (var process = AnotherProcess.start(service, id(), fault.isWait() ? SHORT_TIMEOUTS : Map.of())) {
            // The first request of a process takes longer.
            ask(customer, process, "");
            var outcome = bothIll ? bothIll(customer, process) : firstIll(customer, process);
            if (fault != UpstreamFault.LIES_IN_USAGE) {
                assertThat(process.journal().alarms()).isEmpty();
            }
            return outcome;
        }
    }

    /** Asks until the candidate is known to be ill, and then again. */
    private Outcome firstIll(Customer customer, AnotherProcess process) throws Exception {
        var words = "[[simulate:model=" + FIRST_CANDIDATE + "," + fault.words() + "]]";
        var first = ask(customer, process, words);
        if (isInterrupted()) {
            assertInterrupted(first.answer());
        } else {
            assertWhole(first.answer());
        }
        for (var i = 1; i < fault.requestsUntilIll(); i++) {
            ask(customer, process, words);
        }
        var calls = process.simulator().callCount();

        var later = ask(customer, process, words);

        if (fault.isIllness()) {
            assertWhole(later.answer());
            assertThat(process.simulator().callCount() - calls)
                    .as("candidates asked")
                    .isEqualTo(1);
        }
        return outcome(customer, fault.requestsUntilIll() + 1, first, later.millis());
    }

    private Outcome bothIll(Customer customer, AnotherProcess process) throws Exception {
        var first = ask(customer, process, "[[simulate:" + fault.words() + "]]");
        if (isInterrupted()) {
            assertInterrupted(first.answer());
        } else if (fault.statusIfAllFail() == 200) {
            assertWhole(first.answer());
        } else {
            assertThat(first.answer().statusCode()).as(first.answer().body()).isEqualTo(fault.statusIfAllFail());
            assertThat(first.answer().body()).contains("\"error\"");
        }
        return outcome(customer, 1, first, first.millis());
    }

    private boolean isInterrupted() {
        return stream && fault.isAfterFirstDelta();
    }

    private void assertWhole(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(String.join("", skin.texts(answer))).startsWith("This is a simulated answer; no model was asked.");
        assertThat(answer.body()).contains(wholeEnd()).doesNotContain("\"error\":{", "\"type\":\"error\"");
    }

    /** What the API writes at the end of an answer that is whole, and of no other. */
    private String wholeEnd() {
        return switch (skin) {
            case CHAT -> stream ? "data: [DONE]" : "\"finish_reason\":\"stop\"";
            case RESPONSES -> stream ? "\"type\":\"response.completed\"" : "\"status\":\"completed\"";
            case MESSAGES -> stream ? "\"type\":\"message_stop\"" : "\"stop_reason\":\"end_turn\"";
        };
    }

    private void assertInterrupted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("You were charged $").doesNotContain(wholeEnd());
    }

    /** Checks that every request has a record, and that the wallet has lost exactly what they cost. */
    private Outcome outcome(Customer customer, int requests, Timed first, long laterMillis) throws Exception {
        var wallet = customer.read("/v1/wallet");
        var cost = BigDecimal.ZERO;
        var records = customer.read("/v1/usage/requests?limit=100").path("data");
        for (var record : records) {
            cost = cost.add(new BigDecimal(record.path("cost_usd").asText()));
        }
        assertThat(records).hasSize(1 + requests);
        assertThat(wallet.path("open_holds").asInt()).isZero();
        assertThat(new BigDecimal("100").subtract(available(wallet))).isEqualByComparingTo(cost);
        var charged = records.get(requests - 1).path("cost_usd").asText();
        return new Outcome(this, seen(first.answer()), charged, first.millis(), laterMillis);
    }

    private static BigDecimal available(JsonNode wallet) {
        return new BigDecimal(wallet.path("available_usd").asText());
    }

    private String seen(HttpResponse<String> answer) throws Exception {
        if (answer.statusCode() != 200) {
            var error = RunningService.JSON.readTree(answer.body()).path("error");
            return answer.statusCode() + " "
                    + error.path("code").asText(error.path("type").asText());
        }
        return answer.body().contains(wholeEnd()) ? "200, whole" : "200, a part, then an error";
    }

    private Timed ask(Customer customer, AnotherProcess process, String words) throws Exception {
        var request = skin.asking(TIER, words + " Say hello.", stream);
        ((ArrayNode) request.get(skin.conversation()))
                .addObject()
                .put("role", "assistant")
                .put("content", "Hel");
        var begun = System.nanoTime();
        var answer = RunningService.HTTP.send(
                Skin.request(process.url(skin.path()), customer.secret(), request)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return new Timed(answer, (System.nanoTime() - begun) / 1_000_000);
    }
}
