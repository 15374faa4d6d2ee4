package ai.tierup.local;

import static ai.tierup.local.Customer.code;
import static ai.tierup.local.Customer.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.SpenderId;
import ai.tierup.domain.account.TeamName;
import ai.tierup.domain.account.Window;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.Wallet;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.local.RunningService.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Teams of keys that share limits, and limits under requests at the same time. */
@Tag("service")
@ExtendWith(RunningService.class)
class TeamsApiTest {

    private static final int REQUESTS = 100;
    private static int accounts;

    private final Customer customer;

    TeamsApiTest(Api api) {
        this.customer = Customer.open(api, "teams-" + ++accounts);
    }

    private Customer keyIn(String team, String more) throws Exception {
        return customer.withNewKey("{\"name\": \"ci\", \"team\": \"%s\"%s}".formatted(team, more));
    }

    @Test
    void teamsAreAddedChangedListedAndRemoved() throws Exception {
        customer.send("PUT", "/v1/teams/ops", "{\"daily_limit_usd\": 5}");
        customer.send("PUT", "/v1/teams/dev", "{}");
        var changed = json(customer.send("PUT", "/v1/teams/ops", "{\"monthly_budget_usd\": \"70\"}"));
        var key = keyIn("ops", "");

        assertThat(changed.toString())
                .isEqualTo("{\"object\":\"team\",\"id\":\"" + changed.path("id").asText()
                        + "\",\"name\":\"ops\",\"daily_limit_usd\":null," + "\"monthly_budget_usd\":\"70.000000000\"}");
        assertThat(customer.read("/v1/teams").path("data")).hasSize(2).contains(changed);
        assertThat(customer.read("/v1/keys/" + key.id()).path("team").asText()).isEqualTo("ops");
        assertThat(code(customer.send("DELETE", "/v1/teams/ops", ""))).isEqualTo("400 invalid_value");

        customer.send("PATCH", "/v1/keys/" + key.id(), "{\"team\": null}");
        assertThat(customer.send("DELETE", "/v1/teams/ops", "").statusCode()).isEqualTo(200);
        assertThat(code(customer.send("DELETE", "/v1/teams/ops", ""))).isEqualTo("404 not_found");
        assertThat(customer.read("/v1/audit?limit=1")
                        .path("data")
                        .get(0)
                        .path("action")
                        .asText())
                .isEqualTo("team.changed");
        assertThat(customer.read("/v1/audit?limit=1")
                        .path("data")
                        .get(0)
                        .path("target")
                        .asText())
                .isEqualTo(changed.path("id").asText());
    }

    @Test
    void aKeyOfATeamMakesOnlyKeysOfTheTeamAndDoesNotChangeItsLimits() throws Exception {
        customer.send("PUT", "/v1/teams/ops", "{\"daily_limit_usd\": 5}");
        customer.send("PUT", "/v1/teams/dev", "{}");
        var key = keyIn("ops", ", \"scopes\": [\"inference\", \"account:read\", \"account:write\"]");

        for (var refused : List.of(
                key.send("PUT", "/v1/teams/ops", "{}"),
                key.send("PUT", "/v1/teams/new", "{}"),
                key.send("DELETE", "/v1/teams/dev", ""),
                key.send("PATCH", "/v1/keys/" + key.id(), "{\"team\": null}"),
                key.send("POST", "/v1/keys", "{\"name\": \"x\"}"),
                key.send("POST", "/v1/keys", "{\"name\": \"x\", \"team\": \"dev\"}"))) {
            assertThat(code(refused)).isEqualTo("403 rights_exceeded");
        }
        assertThat(key.send("POST", "/v1/keys", "{\"name\": \"x\", \"team\": \"ops\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void usageIsSummedByTeam() throws Exception {
        customer.send("PUT", "/v1/teams/ops", "{}");
        keyIn("ops", "").chat("tier-2");
        keyIn("ops", "").chat("tier-2");
        customer.chat("tier-2");

        var sums = customer.read("/v1/usage?group_by=team").path("data");

        assertThat(sums).hasSize(2);
        assertThat(sums.get(0).path("team").isNull()).isTrue();
        assertThat(sums.get(0).path("requests").asInt()).isEqualTo(1);
        assertThat(sums.get(1).path("team").asText()).isEqualTo("ops");
        assertThat(sums.get(1).path("requests").asInt()).isEqualTo(2);
    }

    @Test
    void aTeamOfAnotherAccountIsUnknown() throws Exception {
        Customer.open(customer.api(), "teams-" + ++accounts).send("PUT", "/v1/teams/theirs", "{}");

        assertThat(customer.read("/v1/teams").path("data")).isEmpty();
        assertThat(code(customer.send("DELETE", "/v1/teams/theirs", ""))).isEqualTo("404 not_found");
        assertThat(code(customer.send("POST", "/v1/keys", "{\"name\": \"x\", \"team\": \"theirs\"}")))
                .isEqualTo("400 invalid_value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ops | {\"daily_limit_usd\": -1}",
                "ops | {\"daily_limit\": 1}",
                "ops | []",
                "Ops | {}",
                "ops_1 | {}",
                "123456789012345678901234567890123 | {}"
            })
    void anInvalidTeamIsRefused(String name, String body) throws Exception {
        assertThat(customer.send("PUT", "/v1/teams/" + name, body).statusCode()).isEqualTo(400);
    }

    @Test
    void aKeyOfADollarADayNeverPassesItUnderAHundredRequestsAtOnce() throws Exception {
        var key = customer.withNewKey("{\"name\": \"ci\", \"daily_limit_usd\": 1}");

        assertSpendsAtMostADollar(List.of(key), SpenderId.of(key.id()));
    }

    @Test
    void aTeamOfADollarADayNeverPassesItHoweverManyOfItsKeysAskAtOnce() throws Exception {
        customer.send("PUT", "/v1/teams/ops", "{\"daily_limit_usd\": 1}");
        var keys = List.of(keyIn("ops", ""), keyIn("ops", ", \"daily_limit_usd\": 0.5"), keyIn("ops", ""));

        assertSpendsAtMostADollar(keys, SpenderId.of(new TeamName("ops")));
    }

    /** Each request holds about ten cents, so that some of a hundred are refused. */
    private void assertSpendsAtMostADollar(List<Customer> keys, SpenderId spender) throws Exception {
        var body = """
                {"model": "tier-4", "max_tokens": 4000, "messages": [{"role": "user", "content": "[[simulate:tokens=2000]] go on"}]}""";
        var calls = new ArrayList<Callable<String>>();
        for (var number = 0; number < REQUESTS; number++) {
            var key = keys.get(number % keys.size());
            calls.add(() -> {
                var answer = key.send("POST", "/v1/chat/completions", body);
                assertThat(Money.ofUsd("1").covers(spentToday(wallet(customer), spender)))
                        .isTrue();
                return answer.statusCode() == 200 ? "200" : code(answer);
            });
        }
        var outcomes = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var call : threads.invokeAll(calls)) {
                outcomes.add(call.get());
            }
        }
        var wallet = wallet(customer);
        var spent = spentToday(wallet, spender);
        assertThat(outcomes).contains("200", "429 budget_reached").containsOnly("200", "429 budget_reached");
        assertThat(Money.ofUsd("1").covers(spent)).isTrue();
        assertThat(spent).isEqualTo(wallet.debits());
        assertThat(wallet.holds()).isEmpty();
    }

    private static Wallet wallet(Customer customer) {
        return customer.api()
                .service
                .bean(WalletLedger.class)
                .find(customer.account())
                .orElseThrow();
    }

    private static Money spentToday(Wallet wallet, SpenderId spender) {
        return Objects.requireNonNull(wallet.keys().get(spender)).in(Window.DAY);
    }
}
