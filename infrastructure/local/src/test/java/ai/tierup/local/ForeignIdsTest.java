package ai.tierup.local;

import static ai.tierup.local.Customer.code;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.id.TopUpId;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.payment.TopUpOrder;
import ai.tierup.domain.payment.TopUpOrders;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What belongs to another account is not found, on every path of the contract that has an id. */
@Tag("service")
@ExtendWith(RunningService.class)
class ForeignIdsTest {

    /** Paths whose ids belong to nobody. */
    private static final Set<String> PUBLIC =
            Set.of("/v1/models/{id}", "/site/{file}", "/docs/{page}", "/docs/api/{group}");

    /** A name is free for each account, so that PUT adds a team of one's own. */
    private static final Set<String> OWN = Set.of("PUT /v1/teams/{name}");

    @Test
    void noMethodFindsTheIdOfAnotherAccount(Api api) throws Exception {
        var owner = Customer.open(api, "owner");
        var stranger = Customer.open(api, "stranger");
        var topUp = TopUpId.of(Instant.now(), 7);
        api.service.bean(TopUpOrders.class).add(TopUpOrder.placed(topUp, owner.account(), Money.ofUsd("5")));
        owner.send("PUT", "/v1/teams/theirs", "{}");
        var request = owner.chat("tier-2").headers().firstValue("x-request-id").orElseThrow();
        var ids = Map.of(
                "/v1/wallet/top-ups/{id}",
                topUp.publicName(),
                "/v1/usage/requests/{id}",
                request,
                "/v1/keys/{id}",
                owner.id().value(),
                "/v1/teams/{name}",
                "theirs");
        var tried = new TreeSet<String>();
        var paths = new ObjectMapper(new YAMLFactory())
                .readTree(RunningService.HOME.resolve("docs/openapi.yaml").toFile())
                .path("paths");
        for (var path : paths.properties()) {
            if (!path.getKey().contains("{") || PUBLIC.contains(path.getKey())) {
                continue;
            }
            assertThat(ids).containsKey(path.getKey());
            tried.add(path.getKey());
            var requested = path.getKey().replaceFirst("\\{.*}", ids.get(path.getKey()));
            for (var method : path.getValue().properties()) {
                var name = method.getKey().toUpperCase(Locale.ROOT);
                if (!OWN.contains(name + " " + path.getKey())) {
                    assertThat(code(stranger.send(name, requested, "{}")))
                            .as("%s %s", name, requested)
                            .isEqualTo("404 not_found");
                }
            }
        }
        assertThat(tried).isEqualTo(new TreeSet<>(ids.keySet()));
        assertThat(owner.chat("tier-2").statusCode()).isEqualTo(200);
    }

    /** Parameters of queries that name nothing of an account. A checkout's id is a secret of its own, which only its payer has. */
    private static final Set<String> WITHOUT_IDS = Set.of(
            "cursor", "limit", "api", "session_id", "from", "to", "group_by", "format", "outcome", "tier", "purse");

    @Test
    void aFilterByAnIdOfAnotherAccountShowsNothingOfIt(Api api) throws Exception {
        var owner = Customer.open(api, "filtered");
        var stranger = Customer.open(api, "filtering");
        owner.send("PUT", "/v1/teams/theirs", "{}");
        var member = owner.withNewKey("{\"name\": \"member\", \"team\": \"theirs\"}");
        var request = member.chat("tier-2").headers().firstValue("x-request-id").orElseThrow();
        var ids = Map.of("key_id", member.id().value(), "team", "theirs", "after", request);
        var contract = new ObjectMapper(new YAMLFactory())
                .readTree(RunningService.HOME.resolve("docs/openapi.yaml").toFile());
        var tried = new TreeSet<String>();
        for (var path : contract.path("paths").properties()) {
            for (var parameter : path.getValue().path("get").path("parameters")) {
                var reference = parameter.path("$ref").asText();
                var described = reference.isEmpty() ? parameter : contract.at(reference.substring(1));
                var name = described.path("name").asText();
                if (!described.path("in").asText().equals("query") || WITHOUT_IDS.contains(name)) {
                    continue;
                }
                assertThat(ids).as("parameters that are ids").containsKey(name);
                tried.add(name);
                var asked = path.getKey() + "?" + name + "=" + ids.get(name);
                assertThat(stranger.send("GET", asked, "").body()).as(asked).doesNotContain(request);
                assertThat(stranger.send("GET", asked, "").body())
                        .as(asked)
                        .doesNotContain(member.secret(), owner.account().value());
            }
        }
        assertThat(tried).isEqualTo(new TreeSet<>(ids.keySet()));
    }

    @Test
    void aCursorOfAnotherAccountShowsNothingOfIt(Api api) throws Exception {
        api.chat("load-11", "{\"model\":\"tier-1\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
        api.send(api.request("load-11", "/v1/wallet/top-ups").POST(BodyPublishers.ofString("{\"amount_usd\": 5}")));
        api.send(api.request("load-11", "/v1/keys").POST(BodyPublishers.ofString("{\"name\": \"theirs\"}")));
        var paths = new ObjectMapper(new YAMLFactory())
                .readTree(RunningService.HOME.resolve("docs/openapi.yaml").toFile())
                .path("paths");
        var lists = 0;
        for (var path : paths.properties()) {
            if (path.getValue().path("get").toString().contains("parameters/Cursor")) {
                lists++;
                var theirs = api.read("load-11", path.getKey()).path("data").findValuesAsText("id");
                assertThat(theirs).as(path.getKey()).isNotEmpty();
                var shown = api.get("load-12", path.getKey() + "?cursor=" + theirs.getFirst());
                assertThat(shown.statusCode()).as(path.getKey()).isIn(200, 400);
                assertThat(theirs).as(path.getKey()).noneMatch(shown.body()::contains);
            }
        }
        assertThat(lists).isGreaterThanOrEqualTo(5);
    }
}
