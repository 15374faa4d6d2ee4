package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private final Routes routes = Routes.of(
            Route.get("/v1/things", request -> text("all")),
            Route.post("/v1/things", request -> text("placed")),
            Route.get(
                    "/v1/things/{id}", request -> text(request.pathParameters().getOrDefault("id", ""))),
            Route.get("/", request -> text("page")));

    private static Reply text(String text) {
        return Reply.of(200, "text/plain", text.getBytes(UTF_8));
    }

    private Reply send(String method, String path) {
        return send(method, path, Map.of());
    }

    private Reply send(String method, String path, Map<String, List<String>> headers) {
        return routes.answer(new GatewayRequest(
                GatewayRequest.Arrival.UNKNOWN,
                method,
                path,
                headers,
                Map.of(),
                Map.of(),
                new byte[0],
                Optional.empty()));
    }

    private static String body(Reply reply) {
        return new String(reply.body(), UTF_8);
    }

    @Test
    void aRequestReachesTheEndpointOfItsMethodAndPath() {
        assertThat(body(send("GET", "/v1/things"))).isEqualTo("all");
        assertThat(body(send("POST", "/v1/things"))).isEqualTo("placed");
        assertThat(body(send("GET", "/v1/things/7"))).isEqualTo("7");
        assertThat(body(send("GET", "/"))).isEqualTo("page");
    }

    @Test
    void headIsAnsweredAsGetWithoutABody() {
        var reply = send("HEAD", "/v1/things");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers()).isEqualTo(send("GET", "/v1/things").headers());
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatThePathSupports() {
        assertThat(send("DELETE", "/v1/things").headers()).containsEntry("allow", "GET, HEAD, OPTIONS, POST");
        assertThat(send("PUT", "/v1/things/7").headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
        assertThat(send("OPTIONS", "/").headers()).containsEntry("allow", "GET, HEAD");
        assertThat(send("POST", "/").error()).isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
        assertThat(body(send("POST", "/"))).contains("It supports GET, HEAD.");
    }

    @Test
    void anUnknownPathIsRefusedWithThePathsThatExist() {
        var reply = send("GET", "/v1/nothing");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(body(reply))
                .contains("/v1/chat/completions, /v1/responses, /v1/messages, /v1/messages/count_tokens,"
                        + " /v1/tokens/count, /v1/models,");
    }

    @Test
    void aBrowserMayAskForAnyPathOfTheApiWithAnyHeader() {
        var headers = Map.of(
                "access-control-request-headers",
                List.of("Authorization,content-type, x-stainless-lang,bad name,\r\nevil: 1,x-stainless-retry-count"));
        for (var path : List.of("/v1/things", "/v1/things/7", "/v1/nothing")) {
            var reply = send("OPTIONS", path, headers);

            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.body()).isEmpty();
            assertThat(reply.headers())
                    .containsEntry(
                            "access-control-allow-headers",
                            "authorization, content-type, idempotency-key, x-stainless-lang, x-stainless-retry-count")
                    .containsEntry("access-control-allow-methods", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT")
                    .containsEntry("access-control-max-age", "7200");
        }
    }

    @Test
    void onlyTheApiHasHeadersForOtherOriginsAndIsNeverStored() {
        assertThat(StandardHeaders.of("/v1/wallet"))
                .containsEntry("access-control-allow-origin", "*")
                .containsEntry("cache-control", "no-store")
                .containsEntry("strict-transport-security", "max-age=31536000");
        for (var path : List.of(
                "/",
                "/calculator",
                "/docs",
                "/llms.txt",
                "/dashboard",
                "/favicon.ico",
                "/healthz",
                "/top-ups/done",
                "/webhooks/stripe")) {
            assertThat(StandardHeaders.of(path)).containsOnlyKeys("strict-transport-security");
        }
    }
}
