package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.BookEntry;
import ai.tierup.domain.wallet.EntryType;
import ai.tierup.domain.wallet.Purse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Top-ups as a customer sees them. */
@Tag("service")
class TopUpApiTest {

    private static final String CHAT =
            "{\"model\": \"tier-2\", \"max_tokens\": 20, \"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}";

    private static PaidService service;

    @BeforeAll
    static void start() throws IOException {
        service = new PaidService();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aPaidTopUpIsInTheWallet() throws Exception {
        var placed = service.place("load-01", "25");

        assertThat(placed.fieldNames())
                .toIterable()
                .containsExactly("object", "id", "status", "amount_usd", "automatic", "checkout_url", "created_at");
        assertThat(placed.path("object").asText()).isEqualTo("top_up");
        assertThat(placed.path("id").asText()).matches("top_[0-9a-z]{16}");
        assertThat(placed.path("status").asText()).isEqualTo("pending");
        assertThat(placed.path("amount_usd").asText()).isEqualTo("25.000000000");
        assertThat(placed.path("checkout_url").asText()).startsWith(service.stripe.baseUrl() + "/");
        assertThat(Instant.parse(placed.path("created_at").asText())).isBefore(Instant.now());

        service.stripe.pay(service.session());
        service.awaitDeliveries();

        var read = service.api.read(
                "load-01", "/v1/wallet/top-ups/" + placed.path("id").asText());
        assertThat(read.path("status").asText()).isEqualTo("paid");
        assertThat(read.path("checkout_url").isNull()).isTrue();
        assertThat(service.cash("load-01")).isEqualTo("50.000000000");
    }

    @Test
    void thePageCreditsAPaymentWithoutAWebhook() throws Exception {
        service.stripe.lose(true);
        service.place("load-02", "\"10.50\"");
        var session = service.session();
        service.stripe.pay(session);
        service.stripe.lose(false);

        var page = service.done(session);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("cache-control")).contains("no-store");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(page.body())
                .contains("<h1>$10.50 was added to your wallet</h1>")
                .doesNotContain("load-02", session);
        assertThat(service.cash("load-02")).isEqualTo("35.500000000");
        assertThat(service.done(session).body()).contains("$10.50 was added to your wallet");
        assertThat(service.cash("load-02")).isEqualTo("35.500000000");
    }

    @Test
    void thePageShowsTheStateOfACheckout() throws Exception {
        service.place("load-03", "7");
        var later = service.session();
        assertThat(service.done(later).body()).contains("<h1>$7.00 has not arrived yet</h1>", "still open");
        service.stripe.payLater(later);
        assertThat(service.done(later).body()).contains("<h1>$7.00 has not arrived yet</h1>");
        service.stripe.settle(later, false);
        assertThat(service.done(later).body()).contains("<h1>The payment did not go through</h1>");

        service.place("load-03", "7");
        var expired = service.session();
        service.stripe.expire(expired);
        assertThat(service.done(expired).body()).contains("<h1>This checkout has expired</h1>");

        var left = service.api.send(HttpRequest.newBuilder(URI.create(service.api.url("/top-ups/done"))));
        assertThat(left.body()).contains("<h1>Nothing was paid</h1>");
        service.awaitDeliveries();
        assertThat(service.cash("load-03")).isEqualTo("25.000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs_test_none", "cs_live_1", "x", "%00", "..%2Frefunds", "%3Cscript%3E", "cs_test_%0a1"})
    void anUnknownCheckoutIsNotFoundAndNotEchoed(String session) throws Exception {
        var page = service.done(session);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Checkout not found").doesNotContain("<script>");
    }

    @Test
    void aCheckoutIdOfAThousandCharactersIsNotFound() throws Exception {
        assertThat(service.done("c".repeat(1000)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"amount_usd\": null}",
                "{\"amount_usd\": 4.99}",
                "{\"amount_usd\": 1000.01}",
                "{\"amount_usd\": 10.001}",
                "{\"amount_usd\": 0}",
                "{\"amount_usd\": -25}",
                "{\"amount_usd\": \"-25\"}",
                "{\"amount_usd\": \"25 \"}",
                "{\"amount_usd\": \"1e2\"}",
                "{\"amount_usd\": \"twenty\"}",
                "{\"amount_usd\": \"NaN\"}",
                "{\"amount_usd\": NaN}",
                "{\"amount_usd\": Infinity}",
                "{\"amount_usd\": 1e9}",
                "{\"amount_usd\": 1e999999999}",
                "{\"amount_usd\": 1e400000000}",
                "{\"amount_usd\": true}",
                "{\"amount_usd\": [25]}",
                "{\"amount_usd\": {\"value\": 25}}",
                "{\"amount_usd\": 25, \"amount_usd\": 26}"
            })
    void anInvalidAmountIsRefusedWithoutACallToStripe(String body) throws Exception {
        var before = service.stripe.sessions().size();

        var answer = service.postTopUp("load-04", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"type\":\"invalid_request_error\"");
        assertThat(service.stripe.sessions()).hasSize(before);
    }

    @Test
    void theErrorForAnAmountSaysWhatToSend() throws Exception {
        assertThat(service.postTopUp("load-04", "{\"amount_usd\": 4.99}").body())
                .contains("from 5 to 1000, in whole cents")
                .contains("\"param\":\"amount_usd\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5.00", "1000", "\"1000.00\"", "5e0", "1e3", "19.99"})
    void aValidAmountIsPassedToStripeInCents(String amount) throws Exception {
        var placed = service.place("load-04", amount);

        var asked = service.stripe.sessions().getFirst();
        assertThat(asked.path("client_reference_id").asText())
                .isEqualTo(placed.path("id").asText());
        assertThat(asked.path("currency").asText()).isEqualTo("usd");
        assertThat(placed.path("amount_usd").asText())
                .isEqualTo(BigDecimal.valueOf(asked.path("amount_total").asLong(), 2)
                        .setScale(9)
                        .toPlainString());
    }

    @Test
    void anotherAccountsTopUpIsNotFound() throws Exception {
        var id = service.place("load-05", "5").path("id").asText();

        assertThat(service.api.get("load-05", "/v1/wallet/top-ups/" + id).statusCode())
                .isEqualTo(200);
        for (var path : new String[] {id, "top_0000000000000000", "x", "top_", "cs_test_1"}) {
            var answer = service.api.get("load-06", "/v1/wallet/top-ups/" + path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("\"code\":\"not_found\"");
        }
    }

    @Test
    void topUpsArePagedNewestFirst() throws Exception {
        var ids = new ArrayList<String>();
        for (var amount : new String[] {"5", "6", "7"}) {
            ids.addFirst(service.place("load-10", amount).path("id").asText());
        }

        var first = service.api.read("load-10", "/v1/wallet/top-ups?limit=2");
        var rest = service.api.read(
                "load-10",
                "/v1/wallet/top-ups?limit=2&cursor=" + first.path("next_cursor").asText());

        assertThat(first.path("object").asText()).isEqualTo("list");
        assertThat(first.path("data").findValuesAsText("id")).isEqualTo(ids.subList(0, 2));
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(rest.path("data").findValuesAsText("id")).isEqualTo(ids.subList(2, 3));
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        assertThat(rest.path("data").get(0))
                .isEqualTo(service.api.read("load-10", "/v1/wallet/top-ups/" + ids.getLast()));
        assertThat(service.api.read("load-11", "/v1/wallet/top-ups").path("data"))
                .isEmpty();
    }

    private HttpResponse<String> postOnce(String key, String body) throws Exception {
        return service.api.send(service.api
                .request("load-12", "/v1/wallet/top-ups")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void aTopUpThatIsSentAgainWithItsKeyIsTheSame() throws Exception {
        var before = service.stripe.sessions().size();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<HttpResponse<String>> call = () -> postOnce("at once", "{\"amount_usd\": 25}");

            var answers = threads.invokeAll(Collections.nCopies(4, call)).stream()
                    .map(Future::resultNow)
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.body())
                            .isEqualTo(answers.getFirst().body()))
                    .allMatch(answer -> answer.statusCode() == 200);
        }
        assertThat(service.stripe.sessions()).hasSize(before + 1);
    }

    @Test
    void aKeyThatWasUsedWithAnotherBodyIsAMismatch() throws Exception {
        postOnce("mismatch", "{\"amount_usd\": 25}");
        var before = service.stripe.sessions().size();

        var answer = postOnce("mismatch", "{\"amount_usd\": 26}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("\"code\":\"idempotency_mismatch\"", "Use a new key.", "\"param\":\"Idempotency-Key\"");
        assertThat(answer.headers().firstValue("x-should-retry")).contains("false");
        assertThat(service.stripe.sessions()).hasSize(before);
    }

    @Test
    void anInvalidKeyIsRefused() throws Exception {
        assertThat(postOnce("k".repeat(256), "{\"amount_usd\": 25}").body())
                .contains("\"code\":\"invalid_value\"", "1 to 255 printable ASCII characters");
    }

    @Test
    void withoutAKeyNoTopUpIsPlaced() throws Exception {
        var answer = service.api.send(HttpRequest.newBuilder(URI.create(service.api.url("/v1/wallet/top-ups")))
                .POST(BodyPublishers.ofString("{\"amount_usd\": 25}")));

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void ledgerEntriesArePagedNewestFirst() throws Exception {
        service.paid("load-07", "5");
        var session = service.paid("load-07", "6");
        service.stripe.refund(session, OptionalLong.of(250));
        service.awaitDeliveries();

        var first = service.api.read("load-07", "/v1/wallet/entries?limit=2");
        var rest = service.api.read(
                "load-07",
                "/v1/wallet/entries?limit=2&cursor=" + first.path("next_cursor").asText());

        assertThat(first.path("data").findValuesAsText("type")).containsExactly("refund", "top_up");
        assertThat(first.path("data").findValuesAsText("amount_usd")).containsExactly("-2.500000000", "6.000000000");
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(rest.path("data").findValuesAsText("type")).containsExactly("top_up", "adjustment");
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        assertThat(first.path("data").get(0).fieldNames())
                .toIterable()
                .containsExactly("object", "id", "created_at", "type", "amount_usd", "purse", "top_up_id");
        var topUps =
                service.api.read("load-07", "/v1/wallet/top-ups").path("data").findValuesAsText("id");
        assertThat(first.path("data").findValuesAsText("top_up_id"))
                .containsExactly(topUps.getFirst(), topUps.getFirst());
        assertThat(rest.path("data").get(0).path("top_up_id").asText()).isEqualTo(topUps.getLast());
        assertThat(rest.path("data").get(1).path("top_up_id").isNull()).isTrue();
        assertThat(first.path("data").get(0).path("object").asText()).isEqualTo("wallet.entry");
        assertThat(first.toString()).doesNotContain(session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=x", "cursor=req_0000000000000000"})
    void anInvalidPageQueryIsRefused(String query) throws Exception {
        assertThat(service.api.get("load-07", "/v1/wallet/entries?" + query).statusCode())
                .isEqualTo(400);
        assertThat(service.api.get("load-07", "/v1/wallet/top-ups?" + query).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aDebtBlocksSpendingUntilATopUpCoversIt() throws Exception {
        var session = service.paid("load-08", "30");
        service.stripe.refund(session, OptionalLong.empty());
        service.awaitDeliveries();
        service.api
                .service
                .bean(BookEntry.class)
                .book(new BookEntry.Fact(
                        new AccountId("load-08"), "adj#to-debt", EntryType.ADJUSTMENT, Purse.CASH, Money.ofUsd("-26")));

        var wallet = service.api.read("load-08", "/v1/wallet");
        var refused = service.api.chat("load-08", CHAT);
        service.paid("load-08", "5");

        assertThat(wallet.path("cash_usd").asText()).isEqualTo("-1.000000000");
        assertThat(wallet.path("status").asText()).isEqualTo("frozen");
        assertThat(wallet.path("frozen_reasons").get(0).asText()).isEqualTo("debt");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("\"code\":\"account_frozen\"");
        assertThat(service.cash("load-08")).isEqualTo("4.000000000");
        assertThat(service.api.chat("load-08", CHAT).statusCode()).isEqualTo(200);
    }

    @Test
    void aDisputeFreezesTheAccountUntilItIsClosed() throws Exception {
        var session = service.paid("load-09", "30");
        service.stripe.dispute(session, OptionalLong.empty());
        service.awaitDeliveries();
        service.paid("load-09", "50");

        var frozen = service.api.read("load-09", "/v1/wallet");
        assertThat(frozen.path("cash_usd").asText()).isEqualTo("75.000000000");
        assertThat(frozen.path("frozen_reasons").get(0).asText()).isEqualTo("dispute");
        assertThat(service.api.chat("load-09", CHAT).statusCode()).isEqualTo(403);

        service.stripe.closeDispute(session, true);
        service.awaitDeliveries();
        assertThat(service.cash("load-09")).isEqualTo("105.000000000");
        assertThat(service.api.read("load-09", "/v1/wallet").path("status").asText())
                .isEqualTo("active");
        assertThat(service.api.chat("load-09", CHAT).statusCode()).isEqualTo(200);
    }
}
