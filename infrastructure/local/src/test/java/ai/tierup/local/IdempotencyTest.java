package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.answer.KeptAnswer;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestIds;
import ai.tierup.domain.idempotency.Claim;
import ai.tierup.domain.idempotency.IdempotentAnswers;
import ai.tierup.domain.idempotency.IdempotentRequest;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are sent again with their {@code Idempotency-Key}. They are answered and charged once. */
@Tag("service")
@ExtendWith(RunningService.class)
class IdempotencyTest {

    private static final String ACCOUNT = "load-08";
    private static final String OTHER_ACCOUNT = "load-09";
    private static final Set<String> MAY_DIFFER =
            Set.of("date", "x-request-id", "x-tierup-cost-usd", "idempotent-replayed");
    private static final String TOOLS = """
        , "tools": [{"type": "function", "function": {"name": "get_time", "parameters":
          {"type": "object", "properties": {"zone": {"type": "string"}}, "required": ["zone"]}}}]\
        """;

    private static int keys;

    private final String key = "order " + ++keys;

    private static String asking(String text) {
        return asking(text, "");
    }

    private static String asking(String text, String moreFields) {
        return """
            {"model": "tier-2", "max_tokens": 300, "messages": [{"role": "user", "content": "%s"}]%s}\
            """.formatted(text, moreFields);
    }

    private HttpResponse<String> send(Api api, String body) throws Exception {
        return send(api, ACCOUNT, key, body);
    }

    private static HttpResponse<String> send(Api api, String account, String key, String body) throws Exception {
        return api.send(api.request(account, "/v1/chat/completions")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    private static boolean isReplay(HttpResponse<String> answer) {
        return answer.headers().firstValue("idempotent-replayed").equals(Optional.of("true"));
    }

    private static JsonNode error(HttpResponse<String> answer) throws Exception {
        return RunningService.JSON.readTree(answer.body()).path("error");
    }

    private static Map<String, List<String>> stableHeaders(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeAll(MAY_DIFFER);
        return headers;
    }

    private static long walletVersion(Api api, String account) {
        return api.service
                .bean(WalletLedger.class)
                .find(new AccountId(account))
                .orElseThrow()
                .version();
    }

    private Claim claim(Api api, String body, Instant expiresAt) {
        var request = IdempotentRequest.of(new AccountId(ACCOUNT), key, body.getBytes(UTF_8));
        return new Claim(
                request.orElseThrow(), api.service.bean(RequestIds.class).next(), expiresAt);
    }

    private static IdempotentAnswers answers(Api api) {
        return api.service.bean(IdempotentAnswers.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                TOOLS,
                ", \"stream\": true",
                ", \"stream\": true, \"stream_options\": {\"include_usage\": true}",
                ", \"stream\": true" + TOOLS
            })
    void aRepeatedRequestGetsTheSameBytesAtNoCost(String moreFields, Api api) throws Exception {
        var body = asking("What time is it in Lisbon, and is the harbour calm?", moreFields);
        var first = send(api, body);
        var version = walletVersion(api, ACCOUNT);
        var calls = api.simulator().callCount();

        var second = send(api, body);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(isReplay(first)).isFalse();
        assertThat(isReplay(second)).isTrue();
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body()).contains("chatcmpl-");
        assertThat(stableHeaders(second)).isEqualTo(stableHeaders(first));
        assertThat(second.headers().firstValue("x-tierup-cost-usd").orElse("0.000000000"))
                .isEqualTo("0.000000000");
        assertThat(second.headers().firstValue("x-tierup-cost-usd").isPresent())
                .isEqualTo(!moreFields.contains("stream"));
        assertThat(walletVersion(api, ACCOUNT)).isEqualTo(version);
        assertThat(api.simulator().callCount()).isEqualTo(calls);
        assertThat(api.journal.reports().getLast().isReplay()).isTrue();
    }

    @Test
    void withoutAKeyARepeatedRequestIsANewRequest(Api api) throws Exception {
        var first = api.chat(ACCOUNT, asking("Is the harbour calm?"));
        var second = api.chat(ACCOUNT, asking("Is the harbour calm?"));

        assertThat(second.body()).isNotEqualTo(first.body());
        assertThat(isReplay(second)).isFalse();
    }

    @Test
    void oneOfTwentyConcurrentRequestsIsCharged(Api api) throws Exception {
        var before = api.read(ACCOUNT, "/v1/wallet");
        var body = asking("[[simulate:tokens=40,slow=5]] all at once");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 20)
                    .<Callable<HttpResponse<String>>>mapToObj(call -> () -> send(api, body))
                    .toList();

            var answers = threads.invokeAll(calls).stream()
                    .map(call -> call.resultNow())
                    .toList();

            var charged = answers.stream()
                    .filter(answer -> answer.statusCode() == 200 && !isReplay(answer))
                    .toList();
            var after = api.read(ACCOUNT, "/v1/wallet");
            assertThat(charged).hasSize(1);
            assertThat(answers)
                    .allMatch(answer -> answer.statusCode() == 409
                            || answer.body().equals(charged.getFirst().body()));
            assertThat(usd(before, "available_usd").subtract(usd(after, "available_usd")))
                    .isEqualTo(new BigDecimal(charged.getFirst()
                            .headers()
                            .firstValue("x-tierup-cost-usd")
                            .orElseThrow()));
        }
    }

    private static BigDecimal usd(JsonNode wallet, String field) {
        return new BigDecimal(wallet.path(field).asText());
    }

    @Test
    void afterTheAnswerAnotherRequestWithTheKeyIsAMismatch(Api api) throws Exception {
        send(api, asking("one thing"));

        var other = send(api, asking("another thing"));

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(error(other).path("code").asText()).isEqualTo("idempotency_mismatch");
        assertThat(error(other).path("type").asText()).isEqualTo("conflict_error");
        assertThat(other.headers().firstValue("x-should-retry")).contains("false");
        assertThat(isReplay(send(api, asking("one thing")))).isTrue();
    }

    @Test
    void duringTheAnswerTheSameRequestIsInProgressAndAnotherIsAMismatch(Api api) throws Exception {
        answers(api).claim(claim(api, asking("slow"), Instant.now().plusSeconds(60)), Instant.now());

        var same = send(api, asking("slow"));
        var other = send(api, asking("quick", ", \"stream\": true"));

        assertThat(same.statusCode()).isEqualTo(409);
        assertThat(error(same).path("code").asText()).isEqualTo("idempotency_in_progress");
        assertThat(same.headers().firstValue("x-should-retry")).contains("true");
        assertThat(same.headers().firstValueAsLong("retry-after").orElseThrow()).isBetween(1L, 30L);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(error(other).path("code").asText()).isEqualTo("idempotency_mismatch");
    }

    @Test
    void anExpiredClaimOfACrashedRequestIsFree(Api api) throws Exception {
        var started = Instant.now().minus(Duration.ofMinutes(8));
        answers(api).claim(claim(api, asking("crash"), started.plus(Duration.ofMinutes(7))), started);

        assertThat(send(api, asking("after the crash")).statusCode()).isEqualTo(200);
    }

    @Test
    void anExpiredAnswerIsIgnoredEvenIfItIsStillStored(Api api) throws Exception {
        var yesterday = Instant.now().minus(Duration.ofHours(25));
        var claim = claim(api, asking("again"), yesterday.plusSeconds(60));
        var answer = new KeptAnswer(
                new AnswerHead(claim.owner(), TierId.TIER_2, yesterday, null),
                List.of(new AnswerDelta.Text("old")),
                new AnswerEnd(FinishReason.STOP, new TokenUsage(1, 1, 0), yesterday));
        answers(api).claim(claim, yesterday);
        answers(api).keep(claim, answer, yesterday.plus(Duration.ofHours(24)));

        assertThat(isReplay(send(api, asking("again")))).isFalse();
    }

    @Test
    void keysOfDifferentAccountsAreIndependent(Api api) throws Exception {
        var first = send(api, asking("mine"));
        var other = send(api, OTHER_ACCOUNT, key, asking("theirs"));

        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(isReplay(other)).isFalse();
        assertThat(send(api, OTHER_ACCOUNT, key, asking("theirs")).body())
                .isEqualTo(other.body())
                .isNotEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[simulate:status=503]]",
                "[[simulate:status=400,type=content_policy_violation]]",
                "[[simulate:error_in_200]]",
                "[[simulate:error_after=5]]",
                "[[simulate:break_after=5]]"
            })
    void aFailedRequestFreesItsKey(String control, Api api) throws Exception {
        var failed = send(api, asking(control + " fail", ", \"stream\": true"));

        assertThat(failed.body()).contains("\"error\":");
        assertThat(send(api, asking("and now in earnest")).statusCode()).isEqualTo(200);
    }

    @Test
    void aRefusedRequestFreesItsKey(Api api) throws Exception {
        setDailyLimit(api, "0");
        var refused = send(api, asking("dear"));
        setDailyLimit(api, "null");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(send(api, """
            {"model": "tier-1", "messages": [{"role": "user", "content": [
              {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}]}]}\
            """).statusCode()).isEqualTo(400);
        assertThat(send(api, asking("dear")).statusCode()).isEqualTo(200);
    }

    private static void setDailyLimit(Api api, String limit) throws Exception {
        var answer = api.send(api.request(ACCOUNT, "/v1/wallet/daily-limit")
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString("{\"daily_limit_usd\": " + limit + "}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void keysQuestionsAndAnswersAreNotStoredInPlainText(Api api) throws Exception {
        send(api, ACCOUNT, "customer-7-order-secret", asking("The password is swordfish."));

        var items =
                api.service.bean(DynamoDbClients.class).retrying().scanPaginator(scan -> scan.tableName("transient"));

        assertThat(items.items().stream().toList().toString())
                .contains("IDEMPOTENCY#" + ACCOUNT)
                .doesNotContain("customer-7-order-secret", "swordfish");
    }
}
