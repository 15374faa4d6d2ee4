package ai.tierup.local;

import static ai.tierup.local.Customer.code;
import static ai.tierup.local.Customer.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.ApiKey;
import ai.tierup.domain.account.ApiKeySecret;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.KeyRights;
import ai.tierup.domain.account.PaceLimits;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A customer creates, lists, changes and revokes keys. The service caches keys for 30 s, so a key is first used after its change. */
@Tag("service")
@ExtendWith(RunningService.class)
class KeysApiTest {

    private static final String LIMITED = """
        {"name": "ci", "scopes": ["inference", "account:read", "account:write"], "allowed_tiers": ["tier-2", "tier-1"],
         "daily_limit_usd": 5, "monthly_budget_usd": "70.5", "expires_at": "2099-12-31T23:00:00+01:00"}\
        """;
    private static int accounts;

    private final Customer customer;

    KeysApiTest(Api api) {
        this.customer = Customer.open(api, "keys-" + ++accounts);
    }

    private static String path(Customer key) {
        return "/v1/keys/" + key.id();
    }

    private List<String> ids(String query) throws Exception {
        var ids = new ArrayList<String>();
        customer.read("/v1/keys" + query)
                .path("data")
                .forEach(key -> ids.add(key.path("id").asText()));
        return ids;
    }

    @Test
    void aKeyHasExactlyTheDocumentedFieldsAndItsSecretIsShownOnce() throws Exception {
        var created = (ObjectNode) json(customer.send("POST", "/v1/keys", LIMITED));
        var secret = created.remove("key").asText();
        var read = customer.read("/v1/keys/" + created.path("id").asText());

        assertThat(read.fieldNames())
                .toIterable()
                .containsExactly(
                        "object",
                        "id",
                        "name",
                        "team",
                        "scopes",
                        "allowed_tiers",
                        "daily_limit_usd",
                        "monthly_budget_usd",
                        "requests_per_minute",
                        "tokens_per_minute",
                        "concurrent_requests",
                        "expires_at",
                        "created_at",
                        "revoked_at",
                        "last_used_at",
                        "prefix",
                        "status");
        assertThat(secret).startsWith(created.path("prefix").asText()).hasSize(41);
        assertThat(created).isEqualTo(read);
        assertThat(read.path("allowed_tiers").toString()).isEqualTo("[\"tier-1\",\"tier-2\"]");
        assertThat(read.path("daily_limit_usd").asText()).isEqualTo("5.000000000");
        assertThat(read.path("monthly_budget_usd").asText()).isEqualTo("70.500000000");
        assertThat(read.path("expires_at").asText()).isEqualTo("2099-12-31T22:00:00Z");
        assertThat(read.path("status").asText()).isEqualTo("active");
        assertThat(customer.send("GET", "/v1/keys", "").body()).doesNotContain(secret);
    }

    @Test
    void aKeyWithOnlyANameHasTheUsualScopesAndNoLimits() throws Exception {
        var key = customer.withNewKey("{\"name\": \"laptop\"}");
        var read = customer.read(path(key));

        assertThat(read.path("scopes").toString()).isEqualTo("[\"account:read\",\"inference\"]");
        assertThat(read.path("allowed_tiers").isNull()).isTrue();
        assertThat(read.path("daily_limit_usd").isNull()).isTrue();
        assertThat(read.path("last_used_at").isNull()).isTrue();
        assertThat(key.chat("tier-4").statusCode()).isEqualTo(200);
        var used = customer.read(path(key)).path("last_used_at").asText();
        assertThat(Instant.parse(used))
                .isEqualTo(Instant.parse(used).truncatedTo(ChronoUnit.HOURS))
                .isBetween(Instant.now().minus(Duration.ofHours(2)), Instant.now());
        assertThat(code(key.send("POST", "/v1/keys", "{\"name\": \"x\"}"))).isEqualTo("403 scope_missing");
    }

    @Test
    void keysAreListedNewestFirstInPages() throws Exception {
        var second = customer.withNewKey("{\"name\": \"second\"}").id().value();
        var third = customer.withNewKey("{\"name\": \"third\"}").id().value();
        var first = customer.id().value();

        assertThat(ids("")).containsExactly(third, second, first);
        assertThat(ids("?limit=2")).containsExactly(third, second);
        assertThat(customer.read("/v1/keys?limit=2").path("next_cursor").asText())
                .isEqualTo(second);
        assertThat(ids("?limit=2&cursor=" + second)).containsExactly(first);
        assertThat(customer.read("/v1/keys?limit=3").path("next_cursor").isNull())
                .isTrue();
    }

    @Test
    void aKeyUsesNoOtherTier() throws Exception {
        var key = customer.withNewKey(LIMITED);

        assertThat(key.chat("tier-2").statusCode()).isEqualTo(200);
        assertThat(code(key.chat("tier-3"))).isEqualTo("403 tier_not_allowed");
    }

    @Test
    void aChangeKeepsTheFieldsThatItDoesNotName() throws Exception {
        var key = customer.withNewKey(LIMITED);

        var changed = json(customer.send(
                "PATCH", path(key), "{\"name\": \"build\", \"daily_limit_usd\": null, \"allowed_tiers\": null}"));

        assertThat(changed.path("name").asText()).isEqualTo("build");
        assertThat(changed.path("daily_limit_usd").isNull()).isTrue();
        assertThat(changed.path("allowed_tiers").isNull()).isTrue();
        assertThat(changed.path("monthly_budget_usd").asText()).isEqualTo("70.500000000");
        assertThat(changed.path("scopes")).hasSize(3);
        assertThat(customer.read(path(key))).isEqualTo(changed);
        assertThat(key.chat("tier-3").statusCode()).isEqualTo(200);
    }

    @Test
    void aRevokedKeyIsRefusedAndStaysInTheList() throws Exception {
        var key = customer.withNewKey(LIMITED);

        var revoked = json(customer.send("DELETE", path(key), ""));

        assertThat(revoked.path("status").asText()).isEqualTo("revoked");
        assertThat(Instant.parse(revoked.path("revoked_at").asText())).isBefore(Instant.now());
        assertThat(code(key.chat("tier-2"))).isEqualTo("401 invalid_api_key");
        assertThat(ids("")).hasSize(2).contains(key.id().value());
        assertThat(json(customer.send("DELETE", path(key), ""))).isEqualTo(revoked);
        assertThat(code(customer.send("PATCH", path(key), "{\"name\": \"x\"}"))).isEqualTo("404 not_found");
    }

    @Test
    void aKeyCanRevokeItself() throws Exception {
        var key = customer.withNewKey(LIMITED);

        assertThat(json(key.send("DELETE", path(key), "")).path("status").asText())
                .isEqualTo("revoked");
    }

    @Test
    void anExpiredKeyIsRefusedAndListedAsExpired() throws Exception {
        var secret = ApiKeySecret.generate(new SecureRandom());
        var expired = customer.with(secret.reveal());
        var hourAgo = Instant.now().minusSeconds(3600);
        var rights =
                new KeyRights(KeyRights.ALL.scopes(), null, KeyRights.ALL.limits(), hourAgo, null, PaceLimits.NONE);
        customer.api()
                .service
                .bean(ApiKeys.class)
                .add(
                        secret.hash(),
                        new ApiKey(expired.id(), customer.account(), "old", rights, hourAgo, secret.shownPrefix()));

        assertThat(code(expired.chat("tier-2"))).isEqualTo("401 invalid_api_key");
        assertThat(customer.read(path(expired)).path("status").asText()).isEqualTo("expired");
    }

    @Test
    void aKeyWithAWrongChecksumIsRefused() throws Exception {
        var last = customer.secret().charAt(40) == '0' ? '1' : '0';

        assertThat(code(customer.with(customer.secret().substring(0, 40) + last).send("GET", "/v1/keys", "")))
                .isEqualTo("401 invalid_api_key");
    }

    @Test
    void aKeyRaisesNoLimitAndTouchesNoStrongerKey() throws Exception {
        var key = customer.withNewKey(LIMITED);

        for (var refused : List.of(
                key.send("PATCH", path(key), "{\"daily_limit_usd\": 6}"),
                key.send("PATCH", path(key), "{\"monthly_budget_usd\": null}"),
                key.send("PATCH", path(key), "{\"allowed_tiers\": null}"),
                key.send("PATCH", path(key), "{\"expires_at\": null}"),
                key.send("POST", "/v1/keys", "{\"name\": \"free\"}"),
                key.send("PATCH", path(customer), "{\"daily_limit_usd\": 1}"),
                key.send("DELETE", path(customer), ""))) {
            assertThat(code(refused)).isEqualTo("403 rights_exceeded");
        }
        assertThat(json(key.send("PATCH", path(key), "{\"daily_limit_usd\": 4}"))
                        .path("daily_limit_usd")
                        .asText())
                .isEqualTo("4.000000000");
        assertThat(customer.read(path(customer)).path("status").asText()).isEqualTo("active");
    }

    /** Otherwise a stolen key of some dollars could have a saved card charged with thousands. */
    @Test
    void aKeyWithLimitsChangesNeitherTheLimitOfTheAccountNorAutomaticTopUps() throws Exception {
        customer.send("PUT", "/v1/wallet/daily-limit", "{\"daily_limit_usd\": 9}");
        customer.send("PUT", "/v1/teams/bounded", "{}");
        var scopes = "\"scopes\": [\"account:read\", \"account:write\"]";
        for (var bound : List.of("\"monthly_budget_usd\": 5", "\"team\": \"bounded\"")) {
            var key = customer.withNewKey("{\"name\": \"bounded\", %s, %s}".formatted(scopes, bound));
            for (var refused : List.of(
                    key.send("PUT", "/v1/wallet/daily-limit", "{\"daily_limit_usd\": null}"),
                    key.send(
                            "PUT",
                            "/v1/account/auto-top-up",
                            "{\"threshold_usd\": 5, \"amount_usd\": 25, \"max_per_day\": 1}"))) {
                assertThat(code(refused)).as(bound).isEqualTo("403 rights_exceeded");
            }
        }
        var unbounded = customer.withNewKey("{\"name\": \"unbounded\", %s}".formatted(scopes));
        assertThat(unbounded.read("/v1/wallet").path("daily_limit_usd").asText())
                .isEqualTo("9.000000000");
        assertThat(unbounded.read("/v1/account/auto-top-up").path("status").asText())
                .isEqualTo("off");
        assertThat(unbounded
                        .send("PUT", "/v1/wallet/daily-limit", "{\"daily_limit_usd\": 8}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keysAndCursorsOfOthersAreNotFound() throws Exception {
        var other = Customer.open(customer.api(), "keys-" + ++accounts);

        for (var method : List.of("GET", "PATCH", "DELETE")) {
            assertThat(code(customer.send(method, path(other), "{}")))
                    .as(method)
                    .isEqualTo("404 not_found");
        }
        assertThat(code(customer.send("GET", "/v1/keys?cursor=" + other.id(), "")))
                .isEqualTo("400 invalid_value");
        assertThat(other.chat("tier-2").statusCode()).isEqualTo(200);
    }

    @Test
    void aNinthKeyWithLimitsIsRefused() throws Exception {
        for (var number = 1; number <= 8; number++) {
            customer.withNewKey(LIMITED);
        }

        assertThat(code(customer.send("POST", "/v1/keys", LIMITED))).isEqualTo("400 too_many_keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"name\": \"\"}",
                "{\"name\": \" \"}",
                "{\"name\": 7}",
                "{\"name\": null}",
                "{\"name\": \"x\", \"scopes\": []}",
                "{\"name\": \"x\", \"scopes\": null}",
                "{\"name\": \"x\", \"scopes\": \"inference\"}",
                "{\"name\": \"x\", \"scopes\": [\"admin\"]}",
                "{\"name\": \"x\", \"allowed_tiers\": [\"gpt-4o\"]}",
                "{\"name\": \"x\", \"daily_limit_usd\": -1}",
                "{\"name\": \"x\", \"daily_limit_usd\": \"1e3\"}",
                "{\"name\": \"x\", \"monthly_budget_usd\": 1000001}",
                "{\"name\": \"x\", \"expires_at\": \"tomorrow\"}",
                "{\"name\": \"x\", \"expires_at\": \"2020-01-01T00:00:00Z\"}",
                "{\"name\": \"x\", \"expires_at\": \"+20000-01-01T00:00:00Z\"}",
                "{\"name\": \"x\", \"daily_limit\": 5}",
                "{\"name\": \"x\", \"status\": \"active\"}"
            })
    void anInvalidKeyIsRefused(String body) throws Exception {
        assertThat(customer.send("POST", "/v1/keys", body).statusCode()).isEqualTo(400);
        assertThat(ids("")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"key_none", "x", "key_%00", "key_..%2F", "KEY_1"})
    void unknownIdsAreNotFound(String id) throws Exception {
        assertThat(customer.send("GET", "/v1/keys/" + id, "").statusCode()).isEqualTo(404);
        assertThat(customer.send("DELETE", "/v1/keys/" + id, "").statusCode()).isEqualTo(404);
    }

    @Test
    void theAuditLogSaysWhoDidWhatToWhichKey() throws Exception {
        var key = customer.withNewKey(LIMITED);
        key.send("PATCH", path(key), "{\"daily_limit_usd\": 4}");
        customer.send("DELETE", path(key), "");

        var events = customer.read("/v1/audit?limit=2");

        assertThat(events.path("data").get(0).fieldNames())
                .toIterable()
                .containsExactly("object", "id", "created_at", "actor", "action", "target", "from_address_prefix");
        assertThat(event(events, 0)).isEqualTo(customer.id() + " key.revoked " + key.id() + " 127.0.0.0/24");
        assertThat(event(events, 1)).isEqualTo(key.id() + " key.changed " + key.id() + " 127.0.0.0/24");
        var rest =
                customer.read("/v1/audit?cursor=" + events.path("next_cursor").asText());
        assertThat(event(rest, 0)).isEqualTo(customer.id() + " key.created " + key.id() + " 127.0.0.0/24");
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(code(customer.send("GET", "/v1/audit?cursor=x", ""))).isEqualTo("400 invalid_value");
    }

    @Test
    void theAuditLogHasTheDailyLimitOfTheAccount() throws Exception {
        customer.send("PUT", "/v1/wallet/daily-limit", "{\"daily_limit_usd\": 7}");
        customer.send("PUT", "/v1/wallet/daily-limit", "{\"daily_limit_usd\": null}");

        var events = customer.read("/v1/audit");

        assertThat(event(events, 0)).isEqualTo(customer.id() + " wallet.daily_limit_changed none 127.0.0.0/24");
        assertThat(event(events, 1)).isEqualTo(customer.id() + " wallet.daily_limit_changed 7.000000000 127.0.0.0/24");
    }

    private static String event(JsonNode events, int index) {
        var event = events.path("data").get(index);
        return String.join(
                " ",
                event.path("actor").asText(),
                event.path("action").asText(),
                event.path("target").asText(),
                event.path("from_address_prefix").asText());
    }
}
