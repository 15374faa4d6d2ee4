package ai.tierup.upstream.openrouter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.tierup.domain.assess.Catalogue;
import ai.tierup.domain.assess.Host;
import ai.tierup.domain.assess.Listing;
import ai.tierup.domain.tier.Capability;
import ai.tierup.domain.tier.OptionalParameter;
import ai.tierup.domain.tier.ReasoningEffort;
import ai.tierup.domain.tier.TakenParameters;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenRouterCatalogueTest {

    private static final String GOOD = """
            {"id": "north/alpha", "context_length": 400000,
             "architecture": {"input_modalities": ["text", "image"], "output_modalities": ["text"]},
             "pricing": {"prompt": "0.000002", "completion": "0.00001", "input_cache_read": "0.0000002",
                         "overrides": [{"min_prompt_tokens": 100000, "prompt": "0.000004"},
                                       {"min_prompt_tokens": 272000, "prompt": "0.000009", "completion": "0.00002"}]},
             "top_provider": {"context_length": 300000, "max_completion_tokens": 64000},
             "supported_parameters": ["tools", "structured_outputs", "temperature", "unheard_of"],
             "reasoning": {"supported_efforts": ["high", "low", "unheard_of"]}, "expiration_date": "2027-02-01", "new_field": {"x": 1},
             "benchmarks": {"artificial_analysis": {"intelligence_index": 61.5}}}""";

    private final Map<String, String> answers = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        answers.put("/api/v1/endpoints/zdr", "{\"data\": [{\"model_id\": \"north/alpha\"}]}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var answer = answers.get(exchange.getRequestURI().toString());
        var bytes = (answer == null ? "no" : answer).getBytes(UTF_8);
        exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private OpenRouterCatalogue catalogue() {
        return new OpenRouterCatalogue(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1"), "key");
    }

    private Catalogue read() throws IOException {
        return catalogue().read(200_000);
    }

    private void models(String entries, String next) {
        answers.put("/api/v1/models", page(entries, next));
    }

    private static String page(String entries, String next) {
        return "{\"data\": [" + entries + "], \"links\": {\"next\": " + next + "}}";
    }

    private static String entry(String slug) {
        return GOOD.replace("north/alpha", slug);
    }

    @Test
    void anEntryIsReadWithTheLargestPricesOfRequestsThatWeSend() throws IOException {
        models(GOOD, "null");

        var catalogue = read();

        assertThat(catalogue.unreadable()).isEmpty();
        assertThat(catalogue.listings()).singleElement().satisfies(listing -> {
            assertThat(listing.slug()).isEqualTo("north/alpha");
            assertThat(listing.capabilities())
                    .containsExactlyInAnyOrder(Capability.TOOLS, Capability.JSON_SCHEMA, Capability.VISION);
            assertThat(listing.parameters())
                    .isEqualTo(new TakenParameters(
                            Set.of(OptionalParameter.TEMPERATURE), Set.of(ReasoningEffort.LOW, ReasoningEffort.HIGH)));
            assertThat(listing.contextTokens()).isEqualTo(300_000);
            assertThat(listing.maxOutputTokens()).isEqualTo(64_000);
            assertThat(listing.pricing().tokens().input().usdPerMillion()).isEqualTo("4.00");
            assertThat(listing.pricing().tokens().output().usdPerMillion()).isEqualTo("10.00");
            assertThat(listing.pricing().cache().readPrice().usdPerMillion()).isEqualTo("0.20");
            assertThat(listing.removedOn()).isEqualTo(LocalDate.parse("2027-02-01"));
            assertThat(listing.remarks()).isEqualTo(new Listing.Remarks(true, 61.5, null));
        });
    }

    private Map<String, List<Host>> hosts(String... slugs) throws IOException {
        return catalogue().hosts(List.of(slugs), 200_000);
    }

    @Test
    void theHostsOfAModelAreReadWithWhatEachOffers() throws IOException {
        var good = """
                {"provider_name": "North", "context_length": 262144, "max_completion_tokens": 65536, "status": 0,
                 "pricing": {"prompt": "0.000002", "completion": "0.00001",
                             "overrides": [{"min_prompt_tokens": 100000, "prompt": "0.000004"}]}}""";
        var broken = String.join(
                ",",
                "7",
                "{}",
                good.replace("North", " "),
                good.replace("0.000002", "-1"),
                good.replace("262144", "\"many\""));
        answers.put(
                "/api/v1/models/north/alpha/endpoints",
                "{\"data\": {\"endpoints\": [" + good + "," + broken + ","
                        + good.replace("North", "South").replace("65536", "null") + "]}}");

        assertThat(hosts("north/alpha").get("north/alpha"))
                .extracting(
                        Host::name,
                        Host::contextTokens,
                        Host::maxOutputTokens,
                        host -> host.pricing().tokens().input().usdPerMillion())
                .containsExactly(tuple("North", 262_144, 65_536, "4.00"), tuple("South", 262_144, 262_144, "4.00"));
    }

    @Test
    void aModelThatIsGoneHasNoHostsAndABrokenListIsRefused() throws IOException {
        answers.put("/api/v1/models/north/empty/endpoints", "{\"data\": null}");
        answers.put("/api/v1/models/north/broken/endpoints", "<html>");

        assertThat(hosts("north/gone", "north/empty"))
                .isEqualTo(Map.of("north/gone", List.of(), "north/empty", List.of()));
        assertThatThrownBy(() -> hosts("north/broken")).hasMessageContaining("did not send JSON");
    }

    @Test
    void aNameThatCouldLeadToAnotherAddressIsNotAskedFor() throws IOException {
        for (var slug : List.of("../../admin", "a/../b", "a b/c", "a/b?x=", "a/b#", "//elsewhere.example/a")) {
            answers.put("/api/v1/models/" + slug + "/endpoints", "<html>");

            assertThat(hosts(slug)).containsEntry(slug, List.of());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"prompt\": \"0.000002\"|\"prompt\": \"-1\"|has a negative price",
                "\"prompt\": \"0.000002\"|\"prompt\": \"free\"|has a price that is no number",
                "\"prompt\": \"0.000002\"|\"prompt\": \"1e999999999\"|has a price that makes no sense",
                "\"prompt\": \"0.000002\"|\"prompt\": \"1e-999999999\"|has a price that makes no sense",
                "\"prompt\": \"0.000002\"|\"promt\": \"0.000002\"|has no price",
                "\"context_length\": 400000|\"context_length\": 0|has no sensible context",
                "\"context_length\": 400000|\"context_length\": 4e99|has no sensible context",
                "64000|\"many\"|has no sensible output cap",
                "\"output_modalities\": [\"text\"]|\"output_modalities\": [\"image\"]|does not answer with text",
                "2027-02-01|soon|has a removal date that is no date",
                "\"north/alpha\"|\" \"|has no usable name",
            })
    void anEntryThatMakesNoSenseIsLeftOutWithTheReason(String part, String broken, String reason) throws IOException {
        models(GOOD.replace(part, broken) + "," + entry("south/beta"), "null");

        var catalogue = read();

        assertThat(catalogue.unreadable()).singleElement().asString().endsWith(reason);
        assertThat(catalogue.listings()).extracting(Listing::slug).containsExactly("south/beta");
    }

    @Test
    void entriesThatAreNoObjectsAndDoublesAreLeftOut() throws IOException {
        models("7, null, [], {}, " + GOOD + "," + GOOD, "null");

        var catalogue = read();

        assertThat(catalogue.listings()).hasSize(1);
        assertThat(catalogue.unreadable()).hasSize(5).contains("north/alpha is listed twice");
    }

    @Test
    void allPagesAreRead() throws IOException {
        models(GOOD, "\"/api/v1/models?offset=1\"");
        answers.put("/api/v1/models?offset=1", page(entry("south/beta"), "null"));

        assertThat(read().listings()).extracting(Listing::slug).containsExactly("north/alpha", "south/beta");
    }

    @Test
    void ourKeyIsSentToNoOtherServer() {
        models(GOOD, "\"https://elsewhere.example/models\"");

        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("at another place");
    }

    @Test
    void anEmptyCatalogueIsEmpty() throws IOException {
        models("", "null");

        assertThat(read()).isEqualTo(new Catalogue(List.of(), List.of()));
    }

    @Test
    void whatIsNoCatalogueIsRefused() {
        assertThatThrownBy(this::read).hasMessageContaining("status 404");
        answers.put("/api/v1/models", "<html>");
        assertThatThrownBy(this::read).hasMessageContaining("did not send JSON");
        answers.put("/api/v1/models", "{\"data\": {}}");
        assertThatThrownBy(this::read).hasMessageContaining("did not send a list");
        answers.put("/api/v1/models", "[".repeat(100_000));
        assertThatThrownBy(this::read).hasMessageContaining("did not send JSON");
    }

    @Test
    void aHugeCatalogueIsRefused() {
        models("{},".repeat(10_000) + "{}", "null");
        assertThatThrownBy(this::read).hasMessageContaining("more than 10000 models");
        models("\"" + "x".repeat(33 * 1024 * 1024) + "\"", "null");
        assertThatThrownBy(this::read).hasMessageContaining("bytes");
    }

    @Test
    void aCatalogueThatNeverEndsIsLeftAfterAHundredPages() throws IOException {
        models(GOOD, "\"/api/v1/models\"");

        assertThat(read().listings()).hasSize(1);
    }
}
