package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.account.AccountId;
import ai.tierup.domain.credit.SignUpCredits;
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
                .containsExactlyInAnyOrder(
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
