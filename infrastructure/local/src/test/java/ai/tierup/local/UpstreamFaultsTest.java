package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The faults of models that routers are known to get wrong, against the running service: streamed and whole, with one ill candidate and with
 * two. Each fault has a service of its own, because services remember who is ill. A first token may take one second. What each
 * request took is written to {@code target/upstream-faults.csv}.
 */
@Tag("service")
@Timeout(120)
class UpstreamFaultsTest {

    private static final Path FIGURES = RunningService.HOME.resolve("infrastructure/local/target/upstream-faults.csv");

    /** Tiers without a candidate in common: the first to fail in all candidates, the others in the first. */
    private static final String BOTH_ILL = "tier-1";

    private static final Map<String, String> FIRST_CANDIDATE = Map.of("tier-2", "sonnet", "tier-3", "opus");

    private @Nullable Api started;

    private record Timed(HttpResponse<String> answer, long millis) {}

    @ParameterizedTest
    @EnumSource
    void clientsGetAWholeAnswerOrAnHonestErrorAndTheBooksAreExact(UpstreamFault fault) throws Exception {
        started = new Api(Map.of(
                "TIERUP_UPSTREAM_BREAKERS", "on",
                "TIERUP_UPSTREAM_FIRST_TOKEN_TIMEOUT_SECONDS", "1",
                "TIERUP_UPSTREAM_NEXT_TOKEN_TIMEOUT_SECONDS", "1"));
        firstIll(fault, "tier-2", true);
        firstIll(fault, "tier-3", false);
        allIll(fault, true);
        allIll(fault, false);
    }

    @AfterEach
    void stop() {
        api().close();
    }

    private Api api() {
        return Objects.requireNonNull(started);
    }

    /** Asks until the candidate is known to be ill, and then again. */
    private void firstIll(UpstreamFault fault, String tier, boolean stream) throws Exception {
        var words = "[[simulate:model=" + FIRST_CANDIDATE.get(tier) + "," + fault.words() + "]]";
        var before = api().read("load-01", "/v1/wallet");
        var first = ask(tier, words, stream);
        if (stream && fault.isAfterFirstDelta()) {
            assertInterrupted(first.answer());
        } else {
            assertWhole(first.answer(), stream);
        }
        for (var i = 0; i < 9; i++) {
            ask(tier, words, stream);
        }
        var calls = api().simulator().callCount();
        var later = ask(tier, words, stream);

        assertWhole(later.answer(), stream);
        if (fault.words().contains("status=4") || fault.words().contains("hang")) {
            assertThat(api().simulator().callCount() - calls)
                    .as("candidates asked")
                    .isEqualTo(1);
        }
        assertBooksAreExact(fault, before, 11);
        write(fault, stream, "first ill", first, later);
    }

    private void allIll(UpstreamFault fault, boolean stream) throws Exception {
        var before = api().read("load-01", "/v1/wallet");

        var first = ask(BOTH_ILL, "[[simulate:" + fault.words() + "]]" + (stream ? "" : " whole"), stream);

        if (fault.statusIfAllFail() == 200 || (fault == UpstreamFault.FLAPPING && !stream)) {
            // One model answers the second call.
            assertThat(first.answer().statusCode()).isIn(200, fault.statusIfAllFail());
        } else if (stream && fault.isAfterFirstDelta()) {
            assertInterrupted(first.answer());
        } else {
            assertThat(first.answer().statusCode()).as(first.answer().body()).isEqualTo(fault.statusIfAllFail());
            assertThat(first.answer().body()).contains("\"error\"");
        }
        assertBooksAreExact(fault, before, 1);
        write(fault, stream, "both ill", first, first);
    }

    private static void assertWhole(HttpResponse<String> answer, boolean stream) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("\"error\"").contains("\"finish_reason\":\"stop\"");
        if (stream) {
            assertThat(answer.body()).contains("data: [DONE]");
        }
    }

    private static void assertInterrupted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"code\":\"answer_interrupted\"")
                .doesNotContain("[DONE]", "\"finish_reason\":\"stop\"");
    }

    /** Every request has a record, and the wallet has lost exactly what they cost. */
    private void assertBooksAreExact(UpstreamFault fault, JsonNode before, int requests) throws Exception {
        var after = api().read("load-01", "/v1/wallet");
        var cost = BigDecimal.ZERO;
        var records =
                api().read("load-01", "/v1/usage/requests?limit=" + requests).path("data");
        for (var record : records) {
            cost = cost.add(new BigDecimal(record.path("cost_usd").asText()));
        }
        assertThat(records).hasSize(requests);
        assertThat(after.path("open_holds").asInt()).isZero();
        assertThat(available(before).subtract(available(after))).isEqualByComparingTo(cost);
        if (fault != UpstreamFault.LIES_IN_USAGE) {
            assertThat(api().journal.alarms()).isEmpty();
        }
    }

    private static BigDecimal available(JsonNode wallet) {
        return new BigDecimal(wallet.path("available_usd").asText());
    }

    private Timed ask(String tier, String words, boolean stream) throws Exception {
        var begun = System.nanoTime();
        var answer = api().chat("load-01", """
            {"model": "%s", "stream": %s, "max_tokens": 60, "messages": [{"role": "user", "content": "%s Say hello."},
             {"role": "assistant", "content": "Hel"}]}\
            """.formatted(tier, stream, words));
        return new Timed(answer, (System.nanoTime() - begun) / 1_000_000);
    }

    private static void write(UpstreamFault fault, boolean stream, String ill, Timed first, Timed later)
            throws IOException {
        var line = "%s,%s,%s,%d,%d ms,%d ms%n"
                .formatted(
                        fault,
                        stream ? "streamed" : "whole",
                        ill,
                        first.answer().statusCode(),
                        first.millis(),
                        later.millis());
        Files.createDirectories(FIGURES.getParent());
        Files.writeString(FIGURES, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
