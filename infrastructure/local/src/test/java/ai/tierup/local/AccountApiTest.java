package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("service")
@ExtendWith(RunningService.class)
class AccountApiTest {

    private static final String SMALL = """
            {"model": "tier-2", "max_tokens": 50, "messages": [{"role": "user", "content": "[[simulate:tokens=40]] hello"}]}""";

    private static HttpResponse<String> setLimit(Api api, String account, String body) throws Exception {
        return api.send(api.request(account, "/v1/wallet/daily-limit").PUT(BodyPublishers.ofString(body)));
    }

    @Test
    void aWalletHasExactlyTheDocumentedFields(Api api) throws Exception {
        var wallet = api.read("load-03", "/v1/wallet");

        assertThat(wallet.fieldNames())
                .toIterable()
                .containsExactly(
                        "object",
                        "status",
                        "available_usd",
                        "cash_usd",
                        "grant_usd",
                        "held_usd",
                        "open_holds",
                        "concurrent_limit",
                        "daily_limit_usd",
                        "daily_left_usd",
                        "free_left_usd",
                        "resets_at",
                        "credits_usd",
                        "debits_usd",
                        "frozen_reasons",
                        "credit");
        assertThat(wallet.path("credit").isNull()).isTrue();
        assertThat(wallet.path("available_usd").asText()).isEqualTo("25.000000000");
        assertThat(wallet.path("free_left_usd").asText()).isEqualTo("0.050000000");
        assertThat(wallet.path("daily_limit_usd").isNull()).isTrue();
        assertThat(wallet.path("resets_at").asText()).endsWith("T00:00:00Z");
    }

    @Test
    void aDailyLimitCountsEarlierSpendingAndRefusesRequestsThatCouldExceedIt(Api api) throws Exception {
        var account = "load-04";
        api.chat(account, SMALL);
        var spent = new BigDecimal(
                api.read(account, "/v1/wallet").path("debits_usd").asText());

        var limited = RunningService.JSON.readTree(
                setLimit(api, account, "{\"daily_limit_usd\": \"0.0005\"}").body());
        var refused = api.chat(account, SMALL);
        var lifted = RunningService.JSON.readTree(
                setLimit(api, account, "{\"daily_limit_usd\": null}").body());
        var answered = api.chat(account, SMALL);

        assertThat(spent).isPositive();
        assertThat(limited.path("daily_limit_usd").asText()).isEqualTo("0.000500000");
        assertThat(limited.path("daily_left_usd").asText())
                .isEqualTo(new BigDecimal("0.000500000").subtract(spent).toPlainString());
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("daily_limit_reached");
        assertThat(refused.headers().firstValue("x-should-retry")).contains("false");
        assertThat(refused.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 86_400L);
        assertThat(lifted.path("daily_limit_usd").isNull()).isTrue();
        assertThat(answered.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"daily_limit_usd\": -1}",
                "{\"daily_limit_usd\": \"ten\"}",
                "{\"daily_limit_usd\": 1e99}",
                "{\"daily_limit_usd\": 1e400000000}",
                "{\"daily_limit_usd\": \"1e2\"}",
                "{\"daily_limit_usd\": \"+5\"}",
                "{\"daily_limit_usd\": 0.0000000001}",
                "{\"daily_limit_usd\": true}",
                "{\"daily_limit_usd\": 1000001}"
            })
    void anInvalidLimitIsRefused(String body, Api api) throws Exception {
        var answer = setLimit(api, "load-03", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void aLimitOfMillionsOfDigitsIsRefused(Api api) throws Exception {
        var digits = "{\"daily_limit_usd\": \"" + "1".repeat(4_000_000) + "\"}";

        assertThat(setLimit(api, "load-03", digits).statusCode()).isEqualTo(400);
    }

    @Test
    void aLimitRequestMustBeJsonOfBoundedSize(Api api) throws Exception {
        var large = setLimit(api, "load-03", "{\"daily_limit_usd\": null, \"x\": \"" + "x".repeat(4 << 20) + "\"}");
        var text = api.send(api.request("load-03", "/v1/wallet/daily-limit")
                .header("content-type", "text/plain")
                .PUT(BodyPublishers.ofString("{\"daily_limit_usd\": null}")));

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(text.statusCode()).isEqualTo(415);
    }

    @Test
    void recordsArePagedNewestFirstAndVisibleToTheirOwnerOnly(Api api) throws Exception {
        var account = "load-05";
        for (var call = 0; call < 3; call++) {
            api.chat(account, SMALL);
        }

        var first = api.read(account, "/v1/usage/requests?limit=2");
        var rest = api.read(
                account,
                "/v1/usage/requests?limit=2&cursor=" + first.path("next_cursor").asText());
        var oldest = rest.path("data").get(0).path("id").asText();

        assertThat(first.path("data")).hasSize(2);
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(rest.path("data")).hasSize(1);
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        assertThat(first.path("data").get(0).path("id").asText())
                .isGreaterThan(first.path("data").get(1).path("id").asText());
        assertThat(first.path("data").get(1).path("id").asText()).isGreaterThan(oldest);
        assertThat(api.get("load-03", "/v1/usage/requests/" + oldest).statusCode())
                .isEqualTo(404);
    }

    @Test
    void sumsMatchTheRecords(Api api) throws Exception {
        var account = "load-06";
        api.chat(account, SMALL);
        api.chat(account, SMALL.replace("tier-2", "tier-3"));

        var byTier = api.read(account, "/v1/usage?group_by=tier");
        var byDay = api.read(account, "/v1/usage");
        var byKey = api.read(account, "/v1/usage?group_by=key");
        var debits = api.read(account, "/v1/wallet").path("debits_usd").asText();

        assertThat(byTier.path("data")).hasSize(2);
        assertThat(byTier.path("data").get(0).path("tier").asText()).isEqualTo("tier-2");
        assertThat(byTier.path("data").get(0).path("key").asText()).isEqualTo("tier-2");
        assertThat(byTier.path("group_by").asText()).isEqualTo("tier");
        assertThat(byDay.path("data")).hasSize(1);
        assertThat(byKey.path("data").get(0).path("key_id").asText()).isEqualTo("key_load_06");
        assertThat(byTier.path("total").path("requests").asInt()).isEqualTo(2);
        assertThat(byTier.path("total").path("cost_usd").asText()).isEqualTo(debits);
        assertThat(byDay.path("total")).isEqualTo(byTier.path("total"));
    }

    @Test
    void sumsAndRecordsAreFilteredAndGroupedByAnyDimensions(Api api) throws Exception {
        var account = "load-07";
        api.chat(account, SMALL);
        api.chat(account, SMALL.replace("tier-2", "tier-3"));

        var sums = api.read(account, "/v1/usage?group_by=purse,api,day,key&tier=tier-3,tier-4&team=no_team");
        var records = api.read(account, "/v1/usage/requests?tier=tier-3&api=chat&outcome=answered");

        assertThat(sums.path("group_by").asText()).isEqualTo("day,key,api,purse");
        assertThat(sums.path("data")).singleElement().satisfies(sum -> {
            assertThat(sum.path("key_id").asText()).isEqualTo("key_load_07");
            assertThat(sum.path("api").asText()).isEqualTo("chat");
            assertThat(sum.path("purse").asText()).isEqualTo("cash");
            assertThat(sum.path("requests").asInt()).isEqualTo(1);
        });
        assertThat(records.path("data")).singleElement().satisfies(record -> {
            assertThat(record.path("tier").asText()).isEqualTo("tier-3");
            assertThat(record.path("cost_usd")).isEqualTo(sums.path("total").path("cost_usd"));
        });
        assertThat(api.read(account, "/v1/usage/requests?outcome=failed").path("data"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/usage?from=yesterday",
                "/v1/usage?from=2026-02-30",
                "/v1/usage?from=2026-01-01&to=2027-01-02",
                "/v1/usage?from=2026-11-02&to=2026-11-01",
                "/v1/usage?from=%2B12345-01-01&to=%2B12345-01-02",
                "/v1/usage?to=%2B999999999-12-31",
                "/v1/usage?to=0000-01-05",
                "/v1/usage?group_by=model",
                "/v1/usage?tier=tier-9",
                "/v1/usage/requests?outcome=won",
                "/v1/usage/requests?from=2026-11-02&to=2026-11-01",
                "/v1/usage/requests?limit=0",
                "/v1/usage/requests?limit=101",
                "/v1/usage/requests?limit=x",
                "/v1/usage/requests?cursor=x"
            })
    void anInvalidQueryIsRefused(String path, Api api) throws Exception {
        assertThat(api.get("load-03", path).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/usage/requests/req_0000000000000000", "/v1/usage/requests/x", "/v1/models/gpt-4o"})
    void unknownIdsAreNotFound(String path, Api api) throws Exception {
        assertThat(api.get("load-03", path).statusCode()).isEqualTo(404);
    }

    @Test
    void tiersArePublicAndNameNoCandidate(Api api) throws Exception {
        var answer = api.send(HttpRequest.newBuilder(URI.create(api.url("/v1/tiers"))));

        var tiers = RunningService.JSON.readTree(answer.body());
        assertThat(tiers.path("data")).hasSize(4);
        assertThat(tiers.path("data").get(1).path("input_usd_per_million").asText())
                .isEqualTo("1.50");
        assertThat(tiers.path("data")
                        .get(1)
                        .path("repeated_input_usd_per_million")
                        .asText())
                .isEqualTo("0.225");
        assertThat(tiers.path("data").get(1).path("list_as_of").asText()).isEqualTo("2026-11-20");
        assertThat(tiers.path("data").get(1).path("list_reference_models").toString())
                .isEqualTo("[\"Sonata Two\",\"Terrace Two\"]");
        assertThat(tiers.path("data").get(1).path("discount_percent").asInt()).isEqualTo(50);
        for (var tier : Api.mapping().inOrder()) {
            tier.candidates().forEach(candidate -> assertThat(answer.body()).doesNotContain(candidate.slug()));
        }
    }

    @Test
    void theSiteAndTheHealthCheckAreServed(Api api) throws Exception {
        var page = api.send(HttpRequest.newBuilder(URI.create(api.url("/"))));
        var health = api.send(HttpRequest.newBuilder(URI.create(api.url("/healthz"))));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("default-src 'none'");
        assertThat(page.body()).contains("tier-1", "tier-4");
        assertThat(health.body()).isEqualTo("{\"status\":\"ok\"}");
    }
}
