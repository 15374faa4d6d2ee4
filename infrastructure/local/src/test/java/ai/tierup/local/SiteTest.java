package ai.tierup.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the pages of the site and their files are served. */
@Tag("service")
@ExtendWith(RunningService.class)
class SiteTest {

    @AutoClose
    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<byte[]> get(Api api, String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(api.url(path)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static byte[] unzip(byte[] content) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(content))) {
            return gzip.readAllBytes();
        }
    }

    /** The address that the front page has for one of its files. */
    private String address(Api api, String file) throws Exception {
        var name = Pattern.compile("site/" + file.replace(".", "\\.[0-9a-f]{12}\\."))
                .matcher(page(api));
        assertThat(name.find()).as(file).isTrue();
        return "/" + name.group();
    }

    private String page(Api api) throws Exception {
        return new String(get(api, "/").body(), UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "/try, try, page",
        "/calculator, calculator, page",
        "/status, status, page",
        "/dashboard, dashboard, page",
        "/docs, docs, page",
        "/docs/errors, ../docs, true",
        "/docs/api/keys, ../../docs, true"
    })
    void theNavigationMarksWhereSomebodyIs(String path, String link, String mark, Api api) throws Exception {
        var page = new String(get(api, path).body(), UTF_8);

        assertThat(page).containsOnlyOnce("<a href=\"" + link + "\" aria-current=\"" + mark + "\">");
        assertThat(page.substring(0, page.indexOf("</header>"))).containsOnlyOnce("aria-current");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/calculator",
                "/dashboard",
                "/calculator.json",
                "/calculator.md",
                "/docs",
                "/docs/errors",
                "/docs/api/keys",
                "/docs/search.json",
                "/llms.txt",
                "/favicon.ico"
            })
    void aTextIsCompressedForAClientThatAcceptsIt(String path, Api api) throws Exception {
        var plain = get(api, path);
        var compressed = get(api, path, "Accept-Encoding", "br, gzip;q=0.8");

        assertThat(header(plain, "content-encoding")).isEmpty();
        assertThat(header(compressed, "content-encoding")).isEqualTo("gzip");
        assertThat(List.of(header(plain, "vary"), header(compressed, "vary"))).allMatch("accept-encoding"::equals);
        assertThat(unzip(compressed.body())).isEqualTo(plain.body());
    }

    @ParameterizedTest
    @CsvSource({"gzip;q=0", "br", "identity", "gzip2", "gzip;q=0.000"})
    void aTextIsNotCompressedForAClientThatDoesNotAcceptIt(String accepted, Api api) throws Exception {
        assertThat(header(get(api, "/", "Accept-Encoding", accepted), "content-encoding"))
                .isEmpty();
    }

    @Test
    void aFontIsServedAsItIs(Api api) throws Exception {
        var font = get(api, address(api, "inter.woff2"), "Accept-Encoding", "gzip");

        assertThat(header(font, "content-encoding")).isEmpty();
        assertThat(new String(font.body(), 0, 4, US_ASCII)).isEqualTo("wOF2");
    }

    @Test
    void aFileIsKeptForAYearAndAPageForMinutes(Api api) throws Exception {
        assertThat(header(get(api, address(api, "style.css")), "cache-control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(get(api, "/"), "cache-control")).isEqualTo("public, max-age=300");
    }

    @ParameterizedTest
    @CsvSource({
        "/docs/errors.md, text/markdown; charset=utf-8",
        "/docs/billing.md, text/markdown; charset=utf-8",
        "/docs/README.md, text/markdown; charset=utf-8",
        "/docs/openapi.yaml, application/yaml; charset=utf-8",
        "/calculator.md, text/markdown; charset=utf-8",
        "/llms.txt, text/plain; charset=utf-8"
    })
    void theDocumentationIsAlsoTextWithTheAddressOfTheService(String path, String type, Api api) throws Exception {
        var text = get(api, path);

        assertThat(header(text, "content-type")).isEqualTo(type);
        assertThat(new String(text.body(), UTF_8)).doesNotContain("tierup.example");
        assertThat(new String(get(api, "/docs/codex.md").body(), UTF_8))
                .contains("base_url = \"" + api.url("/v1") + "\"");
    }

    @Test
    void thePricesAreTextWithEarlierOnesToo(Api api) throws Exception {
        var text = new String(get(api, "/calculator.md").body(), UTF_8);

        assertThat(text)
                .contains("| claude-opus-5-5 | Anthropic | 4 | 0.2 | 5 | 20 |  | 1000000 | yes |")
                .contains("| Claude Opus | Anthropic | 2025-06-01 | claude-opus-4-20250514 | 15 | 1.5 | 75 |")
                .contains("| tier-3 | 2026-11-24 | 2.5 |  | 12.5 | 5 | 25 |")
                .contains("- OpenAI: https://openai.com/api/pricing/");
        assertThat(new String(get(api, "/llms.txt").body(), UTF_8)).contains(api.url("/calculator.md"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/none", "/docs/none.md", "/docs/..%2Fsite", "/docs/api/none", "/docs/openapi.json"})
    void thereIsNoOtherDocumentation(String path, Api api) throws Exception {
        assertThat(get(api, path).statusCode()).isEqualTo(404);
    }
}
