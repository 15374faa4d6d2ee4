package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

/** Signs people up and in over HTTP, with the codes read from the outbox. */
record SignUps(Api api) {

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return api.send(headers.length == 0 ? request : request.headers(headers));
    }

    static JsonNode json(HttpResponse<String> answer) throws Exception {
        return RunningService.JSON.readTree(answer.body());
    }

    String startSignUp(String address) throws Exception {
        var answer = post("/v1/sign-up", "{\"email\": \"" + address + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer).path("challenge_id").asText();
    }

    String code(String address) throws Exception {
        var mails = api.send(HttpRequest.newBuilder(api.service.outbox()).GET()).body();
        var newest = Pattern.compile(
                        "To: " + Pattern.quote(address) + "\nSubject: Your TierUp code: ([0-9-]{9})\n",
                        Pattern.CASE_INSENSITIVE)
                .matcher(mails);
        assertThat(newest.find()).isTrue();
        return newest.group(1);
    }

    HttpResponse<String> verify(String challenge, String code) throws Exception {
        return post("/v1/sign-up/verify", "{\"challenge_id\": \"%s\", \"code\": \"%s\"}".formatted(challenge, code));
    }

    JsonNode signUp(String address) throws Exception {
        var answer = verify(startSignUp(address), code(address));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    HttpResponse<String> with(String token, String method, String path) throws Exception {
        return api.send(HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody()));
    }
}
