package ai.tierup.local;

import static ai.tierup.local.RunningService.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.access.StartSession;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /try/chat} and {@code GET /try/start}, for visitors without an account and for people who have signed in. */
@Tag("service")
class PlaygroundApiTest {

    private static final String HELLO = """
            {"model": "tier-3", "max_tokens": 200, "messages": [{"role": "user", "content": "Hello from the quay."}]}""";

    private static Api api;

    @BeforeAll
    static void start() {
        api = new Api(Map.of("TIERUP_VISIT_PROOF", "1000"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static JsonNode begin(Api at) throws IOException, InterruptedException {
        return JSON.readTree(at.send(HttpRequest.newBuilder(URI.create(at.url("/try/start"))))
                .body());
    }

    private static String proof(Api at) throws IOException, InterruptedException {
        return SolvedProof.of(begin(at).path("proof"));
    }

    private static HttpRequest.Builder chat(Api at, String body) {
        return HttpRequest.newBuilder(URI.create(at.url("/try/chat")))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> visit(Api at, String body) throws IOException, InterruptedException {
        return at.send(chat(at, body).header("x-tierup-proof", proof(at)));
    }

    private static JsonNode error(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("error");
    }

    private static String code(HttpResponse<String> answer) throws IOException {
        return error(answer).path("code").asText();
    }

    @Test
    void aVisitorIsAnsweredForNothing() throws Exception {
        var answer = visit(api, HELLO);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("x-tierup-cost-usd")).contains("0.000000000");
        var completion = JSON.readTree(answer.body());
        assertThat(completion.path("model").asText()).isEqualTo("tier-3");
        assertThat(completion.at("/choices/0/message/content").asText()).contains("Hello from the quay.");
    }

    @Test
    void anAnswerToAVisitorIsStreamed() throws Exception {
        var answer = visit(api, HELLO.replace("{\"model\"", "{\"stream\": true, \"model\""));

        assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(answer.body()).contains("chat.completion.chunk").contains("data: [DONE]");
    }

    @Test
    void aProofOfWorkIsNeededAndCountsOnce() throws Exception {
        var proof = proof(api);

        assertThat(code(api.send(chat(api, HELLO)))).isEqualTo("proof_required");
        assertThat(code(api.send(chat(api, HELLO).header("x-tierup-proof", "bm90aGluZw=="))))
                .isEqualTo("proof_required");
        assertThat(api.send(chat(api, HELLO).header("x-tierup-proof", proof)).statusCode())
                .isEqualTo(200);
        assertThat(code(api.send(chat(api, HELLO).header("x-tierup-proof", proof))))
                .isEqualTo("proof_required");
    }

    @Test
    void aProofForTheSignUpDoesNotCount() throws Exception {
        var signUp = JSON.readTree(api.send(HttpRequest.newBuilder(URI.create(api.url("/v1/sign-up/proof"))))
                .body());

        assertThat(code(api.send(chat(api, HELLO).header("x-tierup-proof", SolvedProof.of(signUp)))))
                .isEqualTo("proof_required");
    }

    @Test
    void whatCannotBeAnsweredDoesNotUseUpTheProof() throws Exception {
        var proof = proof(api);
        var long24 = HELLO.replace("Hello from the quay.", "word ".repeat(5_000));

        var refused = api.send(chat(api, long24).header("x-tierup-proof", proof));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(error(refused).path("message").asText()).contains("24000 bytes", "Sign up");
        assertThat(api.send(chat(api, HELLO).header("x-tierup-proof", proof)).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\": \"tier-3\"}",
                "{\"model\": \"gpt-4o\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}",
                "[]",
                """
                {"model": "tier-3", "messages": [{"role": "user", "content": [{"type": "image_url",
                 "image_url": {"url": "https://example.com/a.png"}}]}]}""",
                """
                {"model": "tier-3", "messages": [{"role": "user", "content": "x"}],
                 "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}]}"""
            })
    void whatVisitorsMayNotSendIsRefusedAsAnError(String body) throws Exception {
        assertThat(visit(api, body).statusCode()).isBetween(400, 404);
    }

    @Test
    void anIdempotencyKeyDoesNotShowOneVisitorTheAnswerOfAnother() throws Exception {
        var first =
                api.send(chat(api, HELLO).header("x-tierup-proof", proof(api)).header("idempotency-key", "same"));
        var second =
                api.send(chat(api, HELLO).header("x-tierup-proof", proof(api)).header("idempotency-key", "same"));

        assertThat(second.headers().firstValue("idempotent-replayed")).isEmpty();
        assertThat(second.headers().firstValue("x-request-id"))
                .isNotEqualTo(first.headers().firstValue("x-request-id"));
    }

    @Test
    void onlyPostIsAnswered() throws Exception {
        var answer = api.send(HttpRequest.newBuilder(URI.create(api.url("/try/chat"))));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("POST");
    }

    /** The cookie of somebody who has signed in, in a browser, to the account of {@code customer}. */
    private static String cookie(Customer customer) {
        var session = api.service.bean(StartSession.class).start(customer.account(), Optional.empty());
        return "__Host-tierup=" + session.token().reveal();
    }

    @Test
    void aSignedInBrowserPaysFromItsWalletAndNeedsNoProof() throws Exception {
        var customer = Customer.open(api, "player");

        var answer =
                api.send(chat(api, HELLO).header("cookie", cookie(customer)).header("origin", api.url("")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var request = customer.read("/v1/usage/requests?limit=1").at("/data/0");
        assertThat(request.path("key_id").asText()).isEqualTo("key_session");
        assertThat(request.path("purse").asText()).isEqualTo("cash");
        assertThat(request.path("cost_usd").asText())
                .isEqualTo(answer.headers().firstValue("x-tierup-cost-usd").orElseThrow())
                .isNotEqualTo("0.000000000");
    }

    @Test
    void thePageLearnsWhetherSomebodyHasSignedIn() throws Exception {
        var cookie = cookie(Customer.open(api, "player-2"));

        assertThat(begin(api).path("signed_in").asBoolean()).isFalse();
        assertThat(begin(api).path("open").asBoolean()).isTrue();
        var start = api.send(
                HttpRequest.newBuilder(URI.create(api.url("/try/start"))).header("cookie", cookie));
        assertThat(JSON.readTree(start.body()).path("signed_in").asBoolean()).isTrue();
    }

    @Test
    void whoeverHasSignedOutIsAVisitor() throws Exception {
        var stale = "__Host-tierup=ts-" + "A".repeat(43);

        var answer = api.send(chat(api, HELLO).header("cookie", stale).header("x-tierup-proof", proof(api)));

        assertThat(answer.headers().firstValue("x-tierup-cost-usd")).contains("0.000000000");
    }

    @Test
    void anotherSiteCannotSpendTheMoneyOfWhoeverIsSignedIn() throws Exception {
        var cookie = cookie(Customer.open(api, "player-3"));

        var foreign = api.send(chat(api, HELLO).header("cookie", cookie).header("origin", "https://evil.example"));
        var none = api.send(chat(api, HELLO).header("cookie", cookie));

        assertThat(code(foreign)).isEqualTo("origin_not_allowed");
        assertThat(code(none)).isEqualTo("origin_not_allowed");
    }

    @Test
    void anEmptyPoolIsNeverOverspentByVisitorsWhoComeTogether() throws Exception {
        try (var small = new Api(Map.of("TIERUP_VISIT_PROOF", "0", "TIERUP_BUDGET_PLAYGROUND_USD", "0.02"));
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var visits = new ArrayList<Future<HttpResponse<String>>>();
            for (var visit = 0; visit < 40; visit++) {
                visits.add(executor.submit(() -> small.send(chat(small, HELLO))));
            }
            var refusals = new ArrayList<HttpResponse<String>>();
            var answered = 0;
            for (var visit : visits) {
                var answer = visit.get();
                if (answer.statusCode() == 200) {
                    answered++;
                } else {
                    refusals.add(answer);
                }
            }

            assertThat(answered).isPositive();
            assertThat(refusals).isNotEmpty();
            for (var refusal : refusals) {
                assertThat(refusal.statusCode()).isEqualTo(429);
                assertThat(code(refusal)).isEqualTo("free_allowance_reached");
                assertThat(error(refusal).path("message").asText()).contains("used up", "00:00 UTC", "sign up");
            }
            assertThat(small.chat("demo", HELLO).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withoutABudgetThereAreNoVisitors() throws Exception {
        try (var off = new Api(Map.of("TIERUP_VISIT_PROOF", "0", "TIERUP_BUDGET_PLAYGROUND_USD", "0"))) {
            assertThat(begin(off).path("open").asBoolean()).isFalse();
            assertThat(error(off.send(chat(off, HELLO))).path("message").asText())
                    .contains("closed to visitors");
        }
    }

    @Test
    void aNetworkHasOnlySoManyRequestsADay() throws Exception {
        try (var strict = new Api(Map.of("TIERUP_VISIT_PROOF", "0", "TIERUP_VISITS_PER_NETWORK", "2"))) {
            var codes = new ArrayList<Integer>();
            for (var visit = 0; visit < 3; visit++) {
                codes.add(strict.send(chat(strict, HELLO)).statusCode());
            }

            assertThat(codes).isEqualTo(List.of(200, 200, 429));
        }
    }
}
