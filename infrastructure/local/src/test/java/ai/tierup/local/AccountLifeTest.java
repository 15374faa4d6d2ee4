package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.ModelAliases;
import ai.tierup.domain.credit.SignUpCredit;
import ai.tierup.domain.credit.SignUpCredits;
import ai.tierup.domain.money.Money;
import ai.tierup.domain.wallet.WalletLedger;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The life of an account from its sign-up to its deletion, with plain HTTP as curl sends it. */
@Tag("service")
class AccountLifeTest {

    private static Api api;
    private static int people;

    private final String address = "life-" + ++people + "@example.com";

    @BeforeAll
    static void start() {
        api = new Api(Map.of("TIERUP_SIGN_UP_CREDITS_USD", "250"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private HttpResponse<String> send(String method, String path, String token, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("content-type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return api.send(token.isEmpty() ? request : request.header("authorization", "Bearer " + token));
    }

    private JsonNode json(String method, String path, String token, String body) throws Exception {
        var answer = send(method, path, token, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return RunningService.JSON.readTree(answer.body());
    }

    /** Signs up with the code of the newest mail to the address. */
    private JsonNode signUp() throws Exception {
        var challenge = json("POST", "/v1/sign-up", "", "{\"email\": \"%s\"}".formatted(address));
        var mails = api.send(HttpRequest.newBuilder(api.service.outbox()).GET()).body();
        var code = Pattern.compile("To: " + Pattern.quote(address) + "\nSubject: Your TierUp code: ([0-9-]{9})\n")
                .matcher(mails);
        assertThat(code.find()).isTrue();
        return json(
                "POST",
                "/v1/sign-up/verify",
                "",
                "{\"challenge_id\": \"%s\", \"code\": \"%s\"}"
                        .formatted(challenge.path("challenge_id").asText(), code.group(1)));
    }

    @Test
    void anAccountIsOpenedUsedReadAndDeleted() throws Exception {
        var signedUp = signUp();
        var session = signedUp.path("session").path("token").asText();

        var limited = json("POST", "/v1/keys", session, "{\"name\": \"limited\", \"daily_limit_usd\": \"0.001\"}");
        var key = limited.path("key").asText();
        var question = "{\"model\": \"tier-2\", \"max_tokens\": 60, \"stream\": %s, \"messages\":"
                + " [{\"role\": \"user\", \"content\": \"Say hello.\"}]}";
        var streamed = send("POST", "/v1/chat/completions", key, question.formatted("true"));
        assertThat(streamed.statusCode()).isEqualTo(200);
        assertThat(streamed.body()).contains("data: [DONE]");

        var refused = streamed;
        for (var request = 0; request < 20 && refused.statusCode() == 200; request++) {
            refused = send("POST", "/v1/chat/completions", key, question.formatted("false"));
        }
        assertThat(Customer.code(refused)).isEqualTo("429 budget_reached");

        assertThat(json("GET", "/v1/audit", session, "").findValuesAsText("target"))
                .contains(limited.path("id").asText(), "25.000000000");
        var export = json("GET", "/v1/account/export", session, "");
        assertThat(export.path("usage_records")).isNotEmpty();
        assertThat(export.path("account").path("email").asText()).isEqualTo(address);

        var deleted = json("DELETE", "/v1/account", session, "");
        assertThat(deleted.path("object").asText()).isEqualTo("account.deleted");
    }

    @Test
    void anExportHasEverythingAndNoSecret() throws Exception {
        var signedUp = signUp();
        var key = signedUp.path("key").path("key").asText();
        var session = signedUp.path("session").path("token").asText();
        for (var i = 0; i < 3; i++) {
            var chat = send(
                    "POST",
                    "/v1/chat/completions",
                    key,
                    "{\"model\":\"tier-1\",\"messages\":[{\"role\":\"user\",\"content\":\"secret words\"}]}");
            assertThat(chat.statusCode()).isEqualTo(200);
        }
        assertThat(send("POST", "/v1/wallet/top-ups", session, "{\"amount_usd\": 25}")
                        .statusCode())
                .isEqualTo(200);

        json("PUT", "/v1/account/models", session, "{\"aliases\": {\"claude-*\": \"tier-2\"}}");
        json("PUT", "/v1/teams/research", session, "{}");

        var answer = send("GET", "/v1/account/export", session, "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("attachment; ");
        assertThat(answer.body()).doesNotContain(key, session, "secret words");
        var export = RunningService.JSON.readTree(answer.body());
        assertThat(export.path("account").path("email").asText()).isEqualTo(address);
        assertThat(export.path("wallet").path("credits_usd").asText()).isEqualTo("1.000000000");
        assertThat(export.path("keys")).hasSize(1);
        assertThat(export.path("alerts").path("object").asText()).isEqualTo("alerts");
        assertThat(export.path("wallet_entries")).hasSize(1);
        assertThat(export.path("top_ups")).hasSize(1);
        assertThat(export.path("usage_records")).hasSize(3);
        assertThat(export.path("audit_events").findValuesAsText("action"))
                .startsWith("account.exported")
                .contains("wallet.top_up_placed")
                .endsWith("account.opened", "credit.granted");
        assertThat(export.path("top_ups").path(0).path("automatic").isBoolean()).isTrue();
        assertThat(export.path("models").path("aliases").path("claude-*").asText())
                .isEqualTo("tier-2");
        assertThat(export.path("teams").path(0).path("name").asText()).isEqualTo("research");
        assertThat(send("GET", "/v1/account/export", "tu-wrong", "").statusCode())
                .isEqualTo(401);
        assertThat(send("POST", "/v1/account/export", session, "").statusCode()).isEqualTo(405);
    }

    @Test
    void aDeletedAccountIsGoneAndItsAddressMaySignUpAgainWithoutACredit() throws Exception {
        var signedUp = signUp();
        var key = signedUp.path("key").path("key").asText();
        var session = signedUp.path("session").path("token").asText();
        assertThat(send("DELETE", "/v1/account", key, "").statusCode()).isEqualTo(403);
        json("PUT", "/v1/account/models", session, "{\"aliases\": {\"claude-*\": \"tier-2\"}}");

        var deleted = send("DELETE", "/v1/account", session, "");

        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(RunningService.JSON
                        .readTree(deleted.body())
                        .path("remaining_cash_usd")
                        .asText())
                .isEqualTo("0.000000000");
        var again = signUp();
        assertThat(again.path("account_id")).isNotEqualTo(signedUp.path("account_id"));
        assertThat(json("GET", "/v1/wallet", again.path("key").path("key").asText(), "")
                        .path("credits_usd")
                        .asText())
                .isEqualTo("0.000000000");
        var old = new AccountId(signedUp.path("account_id").asText().substring("acc_".length()));
        var accounts = api.service.bean(Accounts.class);
        assertThat(accounts.find(old).orElseThrow().contact()).isNull();
        assertThat(accounts.modelAliases(old)).isEqualTo(ModelAliases.NONE);
        var credit = api.service.bean(SignUpCredits.class).find(old).orElseThrow();
        assertThat(credit.status()).isEqualTo(SignUpCredit.Status.ENDED);
        assertThat(api.service.bean(WalletLedger.class).find(old).orElseThrow().grant())
                .isEqualTo(Money.ZERO);
        assertThat(api.service.bean(ApiKeys.class).list(old)).isEmpty();
        assertThat(api.service.bean(WalletLedger.class).find(old).orElseThrow().isFrozen())
                .isTrue();
    }

    /** The process has the session in its cache for 30 seconds. */
    @Test
    void aSessionThatIsStillAcceptedAddsNothing() throws Exception {
        var signedUp = signUp();
        var session = signedUp.path("session").path("token").asText();
        json("DELETE", "/v1/account", session, "");

        var additions = List.of(
                List.of("POST", "/v1/keys", "{\"name\": \"late\"}"),
                List.of("POST", "/v1/keys", "{\"name\": \"late\", \"daily_limit_usd\": 1}"),
                List.of("PUT", "/v1/teams/late", "{}"),
                List.of("PUT", "/v1/account/models", "{\"aliases\": {\"claude-*\": \"tier-2\"}}"),
                List.of("PUT", "/v1/account/responses", "{\"store\": false}"),
                List.of("PUT", "/v1/account/alerts", "{\"webhook_url\": \"https://example.com/hook\"}"),
                List.of(
                        "PUT",
                        "/v1/account/auto-top-up",
                        "{\"threshold_usd\": 5, \"amount_usd\": 25, \"max_per_day\": 1}"),
                List.of("POST", "/v1/wallet/top-ups", "{\"amount_usd\": 25}"));
        for (var addition : additions) {
            var refused = send(addition.get(0), addition.get(1), session, addition.get(2));
            assertThat(Customer.code(refused)).as(addition.toString()).isEqualTo("401 invalid_api_key");
            assertThat(refused.body()).contains("The account was deleted. Nothing was changed.");
        }

        var export = json("GET", "/v1/account/export", session, "");
        assertThat(export.path("keys")).isEmpty();
        assertThat(export.path("teams")).isEmpty();
        assertThat(export.path("top_ups")).isEmpty();
        assertThat(export.path("models").path("aliases")).isEmpty();
        assertThat(export.path("alerts").path("webhook").isMissingNode()
                        || export.path("alerts").path("webhook").isNull())
                .isTrue();
    }
}
