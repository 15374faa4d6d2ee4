package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers, monitors and clients with a wrong base URL expect of an HTTP service, on all routes. */
@Tag("service")
@ExtendWith(RunningService.class)
class HttpConventionsTest {

    private static final String ACCOUNT = "load-09";
    private static final String CHAT =
            "{\"model\":\"tier-2\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";
    private static final List<String> PUBLIC =
            List.of("/", "/calculator", "/dashboard", "/favicon.ico", "/healthz", "/top-ups/done", "/webhooks/stripe");
    private static final Set<String> READABLE_BY_ANY_PAGE = Set.of("cache-control", "content-type", "content-length");

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static HttpResponse<String> send(Api api, String method, String path) throws Exception {
        return api.send(api.request(ACCOUNT, path).method(method, BodyPublishers.noBody()));
    }

    private static HttpResponse<String> preflight(Api api, String path, String method) throws Exception {
        return api.send(HttpRequest.newBuilder(URI.create(api.url(path)))
                .header("Origin", "http://localhost:5173")
                .header("Access-Control-Request-Method", method)
                .header(
                        "Access-Control-Request-Headers",
                        "authorization,content-type,x-stainless-lang,x-stainless-retry-count")
                .method("OPTIONS", BodyPublishers.noBody()));
    }

    @Test
    void aBrowserMayCallTheApiFromAnyOriginWithoutAKeyForItsPreflight(Api api) throws Exception {
        for (var path :
                List.of("/v1/chat/completions", "/v1/models", "/v1/wallet", "/chat/completions", "/v1//models")) {
            var answer = preflight(api, path, "POST");

            assertThat(answer.statusCode()).as(path).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(header(answer, "access-control-allow-origin")).isEqualTo("*");
            assertThat(header(answer, "access-control-allow-methods")).contains("POST", "GET");
            assertThat(header(answer, "access-control-allow-headers"))
                    .contains("authorization", "content-type", "x-stainless-lang", "x-stainless-retry-count");
            assertThat(header(send(api, "GET", path), "access-control-allow-origin"))
                    .isEqualTo("*");
        }
    }

    @Test
    void pagesAndTheWebhookAreForNoOtherOrigin(Api api) throws Exception {
        for (var path : PUBLIC) {
            for (var answer : List.of(preflight(api, path, "GET"), send(api, "GET", path))) {
                if (answer.statusCode() < 400) {
                    assertThat(header(answer, "access-control-allow-origin"))
                            .as(path)
                            .isEmpty();
                }
            }
            assertThat(preflight(api, path, "GET").statusCode()).as(path).isIn(404, 405);
        }
    }

    @Test
    void everyHeaderOfAnAnswerCanBeReadByAPage(Api api) throws Exception {
        for (var answer : List.of(
                api.chat(ACCOUNT, CHAT),
                api.chat(ACCOUNT, CHAT.replace("Say hello.", "[[simulate:status=503]]")),
                send(api, "GET", "/v1/chat/completions"))) {
            var exposed =
                    List.of(header(answer, "access-control-expose-headers").split(", ", -1));
            assertThat(answer.headers().map().keySet())
                    .filteredOn(name -> !READABLE_BY_ANY_PAGE.contains(name))
                    .filteredOn(name -> name.startsWith("x-") || name.equals("retry-after") || name.equals("allow"))
                    .isNotEmpty()
                    .allMatch(exposed::contains);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models/",
                "/v1//models",
                "/v1//models/",
                "/v1/v1/models",
                "/models",
                "/models/",
                "/v1/v1//models"
            })
    void modelsAreListedWhateverTheBaseUrl(String path, Api api) throws Exception {
        assertThat(api.get(ACCOUNT, path).body())
                .isEqualTo(api.get(ACCOUNT, "/v1/models").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions/",
                "/v1//chat/completions",
                "/v1/chat//completions",
                "/v1/v1/chat/completions",
                "/chat/completions"
            })
    void chatIsAnsweredWhateverTheBaseUrl(String path, Api api) throws Exception {
        var answer = api.send(api.request(ACCOUNT, path).POST(BodyPublishers.ofString(CHAT)));
        var streamed = api.send(api.request(ACCOUNT, path)
                .POST(BodyPublishers.ofString(CHAT.replace("\"model\"", "\"stream\":true,\"model\""))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(streamed.body()).endsWith("data: [DONE]\n\n");
    }

    @Test
    void headIsAnsweredAsGetWithoutABody(Api api) throws Exception {
        for (var path : List.of("/healthz", "/", "/v1/models", "/v1/tiers", "/v1/wallet", "/v1//models")) {
            var get = send(api, "GET", path);
            var head = send(api, "HEAD", path);

            assertThat(head.statusCode()).as(path).isEqualTo(get.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "content-type")).isEqualTo(header(get, "content-type"));
        }
    }

    @Test
    void aCompressedBodyIsRead(Api api) throws Exception {
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write(CHAT.getBytes(UTF_8));
        }
        for (var encoding : List.of("gzip", "identity", "br")) {
            var answer = api.send(api.request(ACCOUNT, "/v1/chat/completions")
                    .header("content-encoding", encoding)
                    .POST(BodyPublishers.ofByteArray(gzip.toByteArray())));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(encoding.equals("br") ? 415 : 200);
        }
    }

    @Test
    void accountAnswersAreNeverStoredAndAllAreForHttpsOnly(Api api) throws Exception {
        for (var path : List.of(
                "/v1/wallet",
                "/v1/wallet/entries",
                "/v1/usage",
                "/v1/usage/requests",
                "/v1/usage/export",
                "/v1/keys",
                "/v1/teams",
                "/v1/audit",
                "/v1/nothing")) {
            var answer = send(api, "GET", path);

            assertThat(header(answer, "cache-control")).as(path).isEqualTo("no-store");
        }
        for (var path : List.of("/v1/wallet", "/", "/healthz", "/nothing", "/top-ups/done", "/v1/chat/completions")) {
            for (var method : List.of("GET", "POST", "OPTIONS")) {
                var answer = send(api, method, path);

                assertThat(header(answer, "strict-transport-security")).as(path).isEqualTo("max-age=31536000");
                assertThat(header(answer, "x-request-id")).as(path).isNotEmpty();
            }
        }
    }

    @Test
    void aPathSupportsTheMethodsOfTheContractAndNamesThemToOthers(Api api) throws Exception {
        var paths = new ObjectMapper(new YAMLFactory())
                .readTree(RunningService.HOME.resolve("docs/openapi.yaml").toFile())
                .path("paths");
        for (var path : paths.properties()) {
            var documented = new TreeSet<String>();
            path.getValue().fieldNames().forEachRemaining(method -> documented.add(method.toUpperCase(Locale.ROOT)));
            var requested = path.getKey().replaceAll("\\{.*}", "x");
            var answer = send(api, documented.contains("PATCH") ? "PUT" : "PATCH", requested);
            if (path.getKey().equals("/top-ups/done")) {
                // API Gateway answers by itself.
                assertThat(answer.statusCode()).isEqualTo(404);
                continue;
            }
            var expected = new TreeSet<>(documented);
            if (expected.contains("GET")) {
                expected.add("HEAD");
            }
            if (requested.startsWith("/v1/")) {
                expected.add("OPTIONS");
            }
            assertThat(answer.statusCode()).as(requested).isEqualTo(405);
            assertThat(header(answer, "allow")).as(requested).isEqualTo(String.join(", ", expected));
        }
    }
}
