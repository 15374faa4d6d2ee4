package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of an account from its sign-up to its deletion, with plain HTTP as curl sends it. */
@Tag("service")
@ExtendWith(RunningService.class)
class AccountLifeTest {

    private static final Pattern CODE =
            Pattern.compile("To: life@example.com\nSubject: Your TierUp code: ([0-9-]{9})\n");

    private final Api api;

    AccountLifeTest(Api api) {
        this.api = api;
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

    @Test
    void anAccountIsOpenedUsedReadAndDeleted() throws Exception {
        var challenge = json("POST", "/v1/sign-up", "", "{\"email\": \"life@example.com\"}");
        var mails = api.send(HttpRequest.newBuilder(api.service.outbox()).GET()).body();
        var code = CODE.matcher(mails);
        assertThat(code.find()).isTrue();
        var signedUp = json(
                "POST",
                "/v1/sign-up/verify",
                "",
                "{\"challenge_id\": \"%s\", \"code\": \"%s\"}"
                        .formatted(challenge.path("challenge_id").asText(), code.group(1)));
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
        assertThat(export.path("account").path("email").asText()).isEqualTo("life@example.com");

        var deleted = json("DELETE", "/v1/account", session, "");
        assertThat(deleted.path("object").asText()).isEqualTo("account.deleted");
        assertThat(json("POST", "/v1/sign-up", "", "{\"email\": \"life@example.com\"}")
                        .path("challenge_id")
                        .asText())
                .startsWith("chl_");
    }
}
