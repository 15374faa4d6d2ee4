package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions over HTTP: a browser's cookie, who has signed in, and signing out in one browser or in all. */
@Tag("service")
@ExtendWith(RunningService.class)
class SessionsApiTest {

    private static int addresses;

    private final SignUps people;
    private final String address = "signed-in-" + ++addresses + "@example.com";

    SessionsApiTest(Api api) {
        people = new SignUps(api);
    }

    @Test
    void aBrowserIsSignedInByACookie() throws Exception {
        var answer = people.verify(people.startSignUp(address), people.code(address));
        var setCookie = answer.headers().firstValue("set-cookie").orElseThrow();
        var cookie = setCookie.substring(0, setCookie.indexOf(';'));
        var origin = people.api().service.url().toString();

        assertThat(setCookie).contains("; Secure; HttpOnly; SameSite=Strict;");
        assertThat(people.post("/v1/keys", "{\"name\": \"page\"}", "cookie", cookie)
                        .statusCode())
                .isEqualTo(403);
        assertThat(people.post("/v1/keys", "{\"name\": \"page\"}", "cookie", cookie, "origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(people.post("/v1/keys", "{\"name\": \"page\"}", "cookie", cookie, "origin", origin)
                        .statusCode())
                .isEqualTo(200);
    }

    /** Browsers keep the cookies of both names of this machine. */
    @Test
    void aPageAtLocalhostIsOurOwnToo() throws Exception {
        var answer = people.verify(people.startSignUp(address), people.code(address));
        var setCookie = answer.headers().firstValue("set-cookie").orElseThrow();
        var origin = "http://localhost:" + people.api().service.url().getPort();
        var request = HttpRequest.newBuilder(URI.create(origin + "/v1/keys"))
                .headers("content-type", "application/json", "origin", origin)
                .header("cookie", setCookie.substring(0, setCookie.indexOf(';')))
                .POST(BodyPublishers.ofString("{\"name\": \"page\"}"));

        assertThat(people.api().send(request).statusCode()).isEqualTo(200);
    }

    @Test
    void allSessionsEndTogether() throws Exception {
        var signedUp = people.signUp(address);
        var unused = people.signUp(address).path("session").path("token").asText();

        var ended = people.with(signedUp.path("session").path("token").asText(), "DELETE", "/v1/sessions");

        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(people.with(unused, "GET", "/v1/account").statusCode()).isEqualTo(401);
        assertThat(people.with(signedUp.path("key").path("key").asText(), "GET", "/v1/account")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSignOutEndsOneSessionAndForgetsItsCookie() throws Exception {
        var ended = people.signUp(address).path("session").path("token").asText();
        var other = people.signUp(address).path("session").path("token").asText();
        var key = people.signUp("key-of-" + address).path("key").path("key").asText();

        var answer = people.with(ended, "DELETE", "/v1/sessions/current");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("set-cookie").orElse("")).contains("Max-Age=0");
        assertThat(people.with(other, "GET", "/v1/account").statusCode()).isEqualTo(200);
        assertThat(people.with(other, "GET", "/v1/audit").body()).contains("\"session.ended\"");
        assertThat(people.with(key, "DELETE", "/v1/sessions/current").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPageLearnsWhoHasSignedInWithoutAnError() throws Exception {
        var signedUp = people.signUp(address);
        var session = signedUp.path("session").path("token").asText();
        var key = signedUp.path("key").path("key").asText();
        var current = HttpRequest.newBuilder(URI.create(people.api().url("/v1/sessions/current")));

        assertThat(SignUps.json(people.api().send(current.copy().header("cookie", "__Host-tierup=" + session)))
                        .at("/account/email")
                        .asText())
                .isEqualTo(address);
        for (var nobody : List.of("Bearer ts-0", "Bearer " + key, "x")) {
            var answer = people.api().send(current.copy().header("authorization", nobody));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(SignUps.json(answer).path("account").isNull()).isTrue();
        }
        assertThat(SignUps.json(people.api().send(current)).path("account").isNull())
                .isTrue();
        assertThat(SignUps.json(people.api().send(current.copy().header("cookie", "__Host-tierup=ts-gone")))
                        .path("account")
                        .isNull())
                .isTrue();
    }
}
