package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.account.Accounts;
import ai.tierup.domain.account.ApiKeys;
import ai.tierup.domain.account.ListedKey;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing up and in over HTTP, with the codes read from the outbox. */
@Tag("service")
class SignUpApiTest {

    private static Api api;
    private static SignUps people;
    private static int addresses;

    private final String address = "person-" + ++addresses + "@example.com";

    @BeforeAll
    static void start() {
        api = new Api(Map.of("TIERUP_SIGN_UP_CREDITS_USD", "500"));
        people = new SignUps(api);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static void put(String token, String path, String body) throws Exception {
        var answer = api.send(HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("authorization", "Bearer " + token)
                .PUT(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aPersonSignsUpAndUsesTheFirstKeyAndTheCredit() throws Exception {
        var signedUp = people.signUp(address);
        var key = signedUp.path("key").path("key").asText();
        var session = signedUp.path("session").path("token").asText();

        var chat = api.send(
                HttpRequest.newBuilder(URI.create(api.url("/v1/chat/completions")))
                        .header("authorization", "Bearer " + key)
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"model\":\"tier-2\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}")));
        assertThat(chat.statusCode()).as(chat.body()).isEqualTo(200);
        var wallet = SignUps.json(people.with(key, "GET", "/v1/wallet"));
        assertThat(wallet.path("credits_usd").asText()).isEqualTo("1.000000000");
        assertThat(wallet.path("cash_usd").asText()).isEqualTo("0.000000000");
        var account = SignUps.json(people.with(session, "GET", "/v1/account"));
        assertThat(account.path("email").asText()).isEqualTo(address);
        assertThat(account.path("id").asText())
                .isEqualTo(signedUp.path("account_id").asText());
    }

    @Test
    void theFirstKeyMayNotChangeTheAccountAndTheSessionMay() throws Exception {
        var signedUp = people.signUp(address);
        var key = signedUp.path("key").path("key").asText();
        var session = signedUp.path("session").path("token").asText();

        assertThat(people.with(key, "DELETE", "/v1/sessions").statusCode()).isEqualTo(403);
        assertThat(people.post("/v1/keys", "{\"name\": \"ci\"}", "authorization", "Bearer " + session)
                        .statusCode())
                .isEqualTo(200);
        assertThat(people.with(session, "GET", "/v1/models").statusCode()).isEqualTo(200);
        assertThat(people.post("/v1/chat/completions", "{}", "authorization", "Bearer " + session)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void theSameMailboxSignsInToTheSameAccountWithoutASecondCredit() throws Exception {
        var first = people.signUp(address);
        var again = people.signUp(address.toUpperCase(Locale.ROOT));

        assertThat(again.path("account_id")).isEqualTo(first.path("account_id"));
        assertThat(again.path("key").isNull()).isTrue();
        var session = again.path("session").path("token").asText();
        assertThat(SignUps.json(people.with(session, "GET", "/v1/wallet"))
                        .path("credits_usd")
                        .asText())
                .isEqualTo("1.000000000");
        var actions = SignUps.json(people.with(session, "GET", "/v1/audit")).findValuesAsText("action");
        assertThat(actions)
                .containsExactly(
                        "session.started", "session.started", "key.created", "account.opened", "credit.granted");
    }

    @Test
    void theAnswerDoesNotTellWhetherAnAccountExists() throws Exception {
        var unknown = people.post("/v1/sign-up", "{\"email\": \"" + address + "\"}");
        people.signUp(address);
        var known = people.post("/v1/sign-up", "{\"email\": \"" + address + "\"}");

        assertThat(known.statusCode()).isEqualTo(unknown.statusCode());
        assertThat(fieldNames(SignUps.json(known))).isEqualTo(fieldNames(SignUps.json(unknown)));
        assertThat(known.headers().map().keySet())
                .isEqualTo(unknown.headers().map().keySet());
    }

    private static List<String> fieldNames(JsonNode json) {
        var names = new ArrayList<String>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\": null}",
                "{\"email\": 7}",
                "{\"email\": \"\"}",
                "{\"email\": \"ada\"}",
                "{\"email\": \"ada@example.com\\nBcc: eve@example.com\"}",
                "{\"email\": \"ada@example.com, eve@example.com\"}",
                "{\"email\": \"Ada <ada@example.com>\"}",
                "{\"email\": \"\\u0430da@example.com\"}",
                "[]",
                "nonsense"
            })
    void whatIsNoAddressIsRefused(String body) throws Exception {
        var answer = people.post("/v1/sign-up", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(SignUps.json(answer).path("error").path("type").asText()).isEqualTo("invalid_request_error");
    }

    @Test
    void aWrongCodeIsRefusedAndSoIsTheRightOneWithoutItsChallenge() throws Exception {
        var challenge = people.startSignUp(address);
        var code = people.code(address);

        for (var body : List.of(
                "{\"challenge_id\": \"%s\", \"code\": \"0000-0000\"}".formatted(challenge),
                "{\"challenge_id\": \"%s\", \"code\": \"abc\"}".formatted(challenge),
                "{\"challenge_id\": \"chl_00000000000000000000000000000000\", \"code\": \"%s\"}".formatted(code))) {
            var answer = people.post("/v1/sign-up/verify", body);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(SignUps.json(answer).path("error").path("code").asText()).isEqualTo("wrong_code");
        }
        assertThat(people.verify(challenge, code).statusCode()).isEqualTo(200);
        assertThat(people.verify(challenge, code).statusCode()).isEqualTo(400);
    }

    @Test
    void aMailboxGetsFiveCodesADay() throws Exception {
        for (var i = 0; i < 5; i++) {
            people.startSignUp(address);
        }

        var answer = people.post("/v1/sign-up", "{\"email\": \"" + address + "\"}");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 86_400L);
    }

    @Test
    void aProofOfWorkIsAcceptedOnce() throws Exception {
        var challenge = SignUps.json(api.send(
                HttpRequest.newBuilder(URI.create(api.url("/v1/sign-up/proof"))).GET()));
        var proof = SolvedProof.of(challenge);
        var body = "{\"email\": \"%s\", \"proof\": \"%s\"}".formatted(address, proof);

        assertThat(people.post("/v1/sign-up", body).statusCode()).isEqualTo(202);
        var replayed = people.post("/v1/sign-up", body);
        assertThat(replayed.statusCode()).isEqualTo(400);
        assertThat(SignUps.json(replayed).path("error").path("code").asText()).isEqualTo("proof_required");
    }

    @Test
    void anExportHasEverythingAndNoSecret() throws Exception {
        var signedUp = people.signUp(address);
        var key = signedUp.path("key").path("key").asText();
        var session = signedUp.path("session").path("token").asText();
        for (var i = 0; i < 3; i++) {
            var chat = people.post(
                    "/v1/chat/completions",
                    "{\"model\":\"tier-1\",\"messages\":[{\"role\":\"user\",\"content\":\"secret words\"}]}",
                    "authorization",
                    "Bearer " + key);
            assertThat(chat.statusCode()).isEqualTo(200);
        }
        assertThat(people.post("/v1/wallet/top-ups", "{\"amount_usd\": 25}", "authorization", "Bearer " + session)
                        .statusCode())
                .isEqualTo(200);

        put(session, "/v1/account/models", "{\"aliases\": {\"claude-*\": \"tier-2\"}}");
        put(session, "/v1/teams/research", "{}");

        var answer = people.with(session, "GET", "/v1/account/export");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("attachment; ");
        assertThat(answer.body()).doesNotContain(key, session, "secret words");
        var export = SignUps.json(answer);
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
        assertThat(people.with("tu-wrong", "GET", "/v1/account/export").statusCode())
                .isEqualTo(401);
        assertThat(people.with(session, "POST", "/v1/account/export").statusCode())
                .isEqualTo(405);
    }

    @Test
    void aDeletedAccountIsGoneAndItsAddressMaySignUpAgainWithoutACredit() throws Exception {
        var signedUp = people.signUp(address);
        var key = signedUp.path("key").path("key").asText();
        var session = signedUp.path("session").path("token").asText();
        assertThat(people.with(key, "DELETE", "/v1/account").statusCode()).isEqualTo(403);
        put(session, "/v1/account/models", "{\"aliases\": {\"claude-*\": \"tier-2\"}}");

        var deleted = people.with(session, "DELETE", "/v1/account");

        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(SignUps.json(deleted).path("remaining_cash_usd").asText()).isEqualTo("0.000000000");
        var again = people.signUp(address);
        assertThat(again.path("account_id")).isNotEqualTo(signedUp.path("account_id"));
        assertThat(SignUps.json(people.with(again.path("key").path("key").asText(), "GET", "/v1/wallet"))
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
        assertThat(api.service.bean(ApiKeys.class).list(old)).allMatch(ListedKey::isRevoked);
        assertThat(api.service.bean(WalletLedger.class).find(old).orElseThrow().isFrozen())
                .isTrue();
    }

    /** The other tests of this class share the day's grants of ten credits, so this one has a service of its own. */
    @Test
    void aHundredSignUpsAtOnceShareTheGrantsOfTheDay() throws Exception {
        var shared = api;
        api = new Api(Map.of("TIERUP_SIGN_UP_CREDITS_USD", "250"));
        people = new SignUps(api);
        try (var threads = Executors.newFixedThreadPool(16)) {
            var tasks = new ArrayList<Callable<JsonNode>>();
            for (var i = 0; i < 100; i++) {
                var person = "crowd-" + i + "@example.com";
                tasks.add(() -> people.signUp(person));
            }
            var accounts = new ArrayList<AccountId>();
            for (var signedUp : threads.invokeAll(tasks)) {
                accounts.add(
                        new AccountId(signedUp.get().path("account_id").asText().substring("acc_".length())));
            }
            var credits = api.service.bean(SignUpCredits.class);
            var wallets = api.service.bean(WalletLedger.class);

            assertThat(accounts).doesNotHaveDuplicates();
            assertThat(accounts.stream()
                            .filter(account ->
                                    credits.find(account).orElseThrow().grantedOn() != null))
                    .hasSize(10);
            assertThat(accounts.stream()
                            .filter(account ->
                                    !wallets.find(account).orElseThrow().grant().isZero()))
                    .hasSize(10);
        } finally {
            api.close();
            api = shared;
            people = new SignUps(api);
        }
    }
}
