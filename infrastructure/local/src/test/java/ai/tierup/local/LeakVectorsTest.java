package ai.tierup.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.LeakyUpstream.Family;
import ai.tierup.local.LeakyUpstream.Kind;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The ways in which an answer could tell which model gave it, against an upstream that tells as much as it can: a hundred answers of ten
 * families at nine hosts, streamed and whole, through all APIs. {@code UniformTiersTest} has what requests could tell. Error messages,
 * headers and log lines for operators have further tests: {@code LeakTest}, {@code LogLeakTest}, {@code ForeignIdsTest},
 * {@code LinkedFilesTest}, {@code PlaygroundLeakTest}. {@code ScrubRemovalTest} proves that these tests fail without what they test.
 */
@Tag("service")
@Timeout(120)
class LeakVectorsTest {

    private static final String ACCOUNT = "load-01";
    private static final int MAX_OUTPUT_TOKENS = 2000;
    private static final String EXPORT_AS_JSON = "/v1/usage/export?format=jsonl";

    /** The sealed state of reasoning, in which any letters may occur. */
    private static final Pattern SEALED = Pattern.compile("v1\\.[a-z0-9]{1,16}\\.[A-Za-z0-9_-]{100,}");

    /** What is shown of a key, in which any letters may occur. */
    private static final Pattern SHOWN_PREFIX = Pattern.compile("tu-[0-9A-Za-z]{4}");

    private static LeakyUpstream upstream;
    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        upstream = LeakyUpstream.start();
        api = new Api(Map.of("TIERUP_UPSTREAM_URL", upstream.url(), "TIERUP_UPSTREAM_KEY", "none"));
    }

    @AfterAll
    static void stop() {
        api.close();
        upstream.close();
    }

    static ObjectNode asking(Skin skin, Family family, Kind kind, boolean stream) {
        var request = skin.asking("tier-2", LeakyUpstream.words(family, kind), stream);
        request.put(skin == Skin.RESPONSES ? "max_output_tokens" : "max_tokens", MAX_OUTPUT_TOKENS);
        if (kind.name().contains("TOOL")) {
            request.set("tools", skin.tools("f"));
        }
        return request;
    }

    private static HttpResponse<String> ask(Skin skin, Family family, Kind kind, boolean stream) throws Exception {
        return skin.send(api, ACCOUNT, asking(skin, family, kind, stream));
    }

    static void assertTellsNothing(Skin skin, HttpResponse<String> answer) {
        assertTellsNothing("body", skin, answer.body());
        assertTellsNothing("headers", skin, answer.headers().map().toString());
    }

    private static void assertTellsNothing(String what, Skin skin, String text) {
        var others = text;
        for (var random : List.of(SEALED, SHOWN_PREFIX, skin.ownIds())) {
            others = random.matcher(others).replaceAll("");
        }
        assertThat(others).as(what).doesNotContain(LeakyUpstream.SECRET);
        assertThat(LeakyUpstream.FORMS.matcher(others).find())
                .as("an id of upstream in %s: %s", what, others)
                .isFalse();
        for (var family : Family.values()) {
            assertThat(others).as(what).doesNotContain(family.name());
        }
    }

    /** Vectors 1 to 7, 11, 12 and 16: names, ids, reasoning, usage, headers, errors, annotations. */
    @ParameterizedTest
    @EnumSource
    void noAnswerTellsWhoGaveIt(Skin skin) throws Exception {
        for (var family : Family.values()) {
            for (var kind : Kind.immediate()) {
                for (var stream : List.of(false, true)) {
                    var answer = ask(skin, family, kind, stream);

                    assertTellsNothing(skin, answer);
                    assertIsWhatTheModelSaid(skin, kind, answer);
                }
            }
        }
    }

    static void assertIsWhatTheModelSaid(Skin skin, Kind kind, HttpResponse<String> answer) throws IOException {
        switch (kind) {
            case TOOL, REASONED_TOOL -> {
                assertThat(String.join("", skin.arguments(answer))).isEqualTo("{\"zone\":\"UTC\"}");
                assertThat(answer.body()).containsPattern("\"(call|toolu)_[0-9A-Za-z]{24}\"");
                assertThat(answer.body()).doesNotContain("\"index\":3");
            }
            case REFUSED, LIMITED -> assertThat(answer.statusCode()).isIn(503, 529);
            case FILTERED ->
                assertThat(answer.body())
                        .contains(skin == Skin.MESSAGES ? "\"stop_reason\":\"refusal\"" : "\"content_filter\"");
            case BROKEN -> assertThat(answer.body()).contains("You were charged $");
            default -> assertThat(String.join("", skin.texts(answer))).isEqualTo(String.join("", LeakyUpstream.TOKENS));
        }
    }

    /** Vector 12: the status page tells of errors by our own codes. The first failure of a process is counted at once. */
    @Test
    void theStatusTellsOfErrorsByOurOwnCodes() throws Exception {
        try (var fresh = new Api(Map.of("TIERUP_UPSTREAM_URL", upstream.url(), "TIERUP_UPSTREAM_KEY", "none"))) {
            Skin.CHAT.send(fresh, ACCOUNT, asking(Skin.CHAT, Family.CLAUDE, Kind.REFUSED, false));

            var status = fresh.get(ACCOUNT, "/v1/status");

            assertTellsNothing(Skin.CHAT, status);
            assertNamesNoCandidate("/v1/status", status.body());
            assertThat(RunningService.JSON
                            .readTree(status.body())
                            .at("/days/0/failures")
                            .properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactly("upstream_unavailable");
        }
    }

    private static void assertNamesNoCandidate(String path, String body) throws IOException {
        for (var tier : Api.mapping().inOrder()) {
            for (var candidate : tier.candidates()) {
                assertThat(body).as(path).doesNotContain(candidate.slug());
                // The list of tiers names vendors' models whose list prices it compares with.
                if (!path.equals("/v1/tiers")) {
                    assertThat(body).as(path).doesNotContain(candidate.slug().replaceFirst("/.*", ""));
                }
            }
        }
    }

    /** Vectors 1 to 7 again: an answer that is kept and sent again. */
    @ParameterizedTest
    @EnumSource
    void noAnswerThatIsSentAgainTellsWhoGaveIt(Skin skin) throws Exception {
        for (var family : Family.values()) {
            for (var stream : List.of(false, true)) {
                var body = asking(skin, family, Kind.REASONED_TOOL, stream);
                var key = "leak-%s-%s-%s".formatted(skin, family, stream);
                api.send(skin.request(api, ACCOUNT, body).header("Idempotency-Key", key));

                var again = api.send(skin.request(api, ACCOUNT, body).header("Idempotency-Key", key));

                assertThat(again.headers().firstValue("idempotent-replayed")).contains("true");
                assertTellsNothing(skin, again);
            }
        }
    }

    /** Vector 5: what is sealed could tell by its length how much there is. */
    @Test
    void theStateOfReasoningHasTheSameLengthForAllFamilies() throws Exception {
        var lengths = new HashSet<Integer>();
        for (var skin : Skin.values()) {
            for (var family : Family.values()) {
                for (var stream : List.of(false, true)) {
                    var state = SEALED.matcher(
                            ask(skin, family, Kind.REASONED_TOOL, stream).body());
                    assertThat(state.find()).as("%s %s", skin, family).isTrue();
                    lengths.add(state.group().length());
                }
            }
        }
        assertThat(lengths).hasSize(1);
    }

    /** Vectors 2 and 22: everything that the account can look up afterwards, and every page. */
    @Test
    void nothingThatIsKeptTellsWhoAnswered() throws Exception {
        for (var skin : Skin.values()) {
            for (var family : Family.values()) {
                ask(skin, family, Kind.REASONED_TOOL, false);
            }
        }
        var request =
                api.read(ACCOUNT, "/v1/usage/requests?limit=1").at("/data/0/id").asText();
        var ids = Map.of("/v1/usage/requests/{id}", request, "/v1/models/{id}", "tier-2");
        var looked = new ArrayList<String>();
        for (var path : paths()) {
            var answer = api.get(ACCOUNT, path.replaceFirst("\\{.*}", ids.getOrDefault(path, "x")));

            assertThat(answer.body()).as(path).doesNotContain(LeakyUpstream.SECRET);
            // The pages name models whose list prices they compare with.
            if (path.startsWith("/v1/")) {
                if (answer.statusCode() == 200) {
                    looked.add(path);
                }
                assertTellsNothing(Skin.CHAT, answer);
                assertNamesNoCandidate(path, answer.body());
                assertThat(answer.body()).as("what we paid, in " + path).doesNotContain(LeakyUpstream.COST_USD);
            }
        }
        assertThat(looked)
                .hasSizeGreaterThan(13)
                .contains(
                        "/v1/usage/requests",
                        "/v1/usage/requests/{id}",
                        "/v1/usage/export",
                        EXPORT_AS_JSON,
                        "/v1/account/export",
                        "/v1/audit",
                        "/v1/tiers",
                        "/v1/status");
    }

    /** All paths of the contract that can be read. */
    private static List<String> paths() throws IOException {
        var contract = new ObjectMapper(new YAMLFactory())
                .readTree(RunningService.HOME.resolve("docs/openapi.yaml").toFile())
                .path("paths");
        return contract.properties().stream()
                .filter(path -> path.getValue().has("get"))
                .map(Map.Entry::getKey)
                .flatMap(path -> path.equals("/v1/usage/export") ? Stream.of(path, EXPORT_AS_JSON) : Stream.of(path))
                .toList();
    }

    /** Vector 8: the tokeniser. */
    @ParameterizedTest
    @EnumSource
    void theCountsAreTheSameWhateverUpstreamCounts(Skin skin) throws Exception {
        for (var kind : List.of(Kind.TEXT, Kind.TOOL, Kind.WHOLE)) {
            var counts = new HashSet<String>();
            for (var family : Family.values()) {
                var answer = RunningService.JSON.readTree(
                        ask(skin, family, kind, false).body());
                counts.add(answer.path("usage").toString());
            }
            assertThat(counts).as(kind.name()).hasSize(1);
        }
    }

    /** Vector 10: models that send one token at a time, each after a pause in which the one before it could be sent alone. */
    @ParameterizedTest
    @EnumSource
    void theLengthsOfTokensDoNotShow(Skin skin) throws Exception {
        for (var kind : List.of(Kind.PACED_TEXT, Kind.PACED_TOOL)) {
            var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
            for (var family : Family.values()) {
                var request = skin.request(api, ACCOUNT, asking(skin, family, kind, true));
                asked.add(RunningService.HTTP.sendAsync(request.build(), BodyHandlers.ofString()));
            }
            for (var answer : asked) {
                if (kind == Kind.PACED_TEXT) {
                    assertCutAnew(LeakyUpstream.TOKENS, skin.texts(answer.get()));
                } else {
                    assertCutAnew(
                            List.of(String.join("", LeakyUpstream.ARGUMENTS).replace("\\", "")),
                            skin.arguments(answer.get()));
                }
            }
        }
    }

    /** All pieces but the first, which is sent at once, and the last have a whole number of eight characters. If the machine pauses, one has not. */
    private static void assertCutAnew(List<String> tokens, List<String> pieces) {
        assertThat(String.join("", pieces)).isEqualTo(String.join("", tokens));
        assertThat(pieces.subList(1, Math.max(1, pieces.size() - 1)).stream().filter(piece -> piece.length() % 8 != 0))
                .as("%s", pieces)
                .hasSizeLessThan(2);
    }

    /** Vector 10: how a model's host bundles tokens. */
    @ParameterizedTest
    @EnumSource
    void whatArrivesTogetherIsSentTogether(Skin skin) throws Exception {
        var answer = ask(skin, Family.GPT, Kind.LONG, true);

        assertThat(String.join("", skin.texts(answer)))
                .isEqualTo(String.join("", LeakyUpstream.TOKENS).repeat(LeakyUpstream.REPETITIONS));
        assertThat(skin.texts(answer)).hasSizeLessThan(LeakyUpstream.REPETITIONS);
    }

    /** Vector 21: the order of keys, numbers and nulls. */
    @ParameterizedTest
    @EnumSource
    void answersOfAllFamiliesHaveTheSameShape(Skin skin) throws Exception {
        var shapes = new HashSet<String>();
        for (var family : Family.values()) {
            for (var kind : List.of(Kind.TEXT, Kind.WHOLE)) {
                shapes.add(shape(RunningService.JSON.readTree(
                        ask(skin, family, kind, false).body())));
            }
        }
        assertThat(shapes).hasSize(1);
    }

    /** Vector 20: markers in a text are what the model said. They are not edited, because code and quotations may contain them. */
    @ParameterizedTest
    @EnumSource
    void theTextOfAnAnswerIsNotEdited(Skin skin) throws Exception {
        assertThat(skin.texts(ask(skin, Family.QWEN, Kind.TEXT, false)))
                .containsExactly(String.join("", LeakyUpstream.TOKENS));
    }

    /** Sizes on the wire: each flush is a chunk of the local server's response. */
    @ParameterizedTest
    @EnumSource
    void theSizesOfWhatIsSentAtOnceTellNothing(Skin skin) throws Exception {
        var sizes = sentSizes(skin, "");

        assertThat(sizes).hasSizeGreaterThan(2).allMatch(size -> size % 256 == 0);
        assertThat(sentSizes(skin, "x-tierup-padding: off\r\n")).anyMatch(size -> size % 256 != 0);
    }

    private static List<Integer> sentSizes(Skin skin, String header) throws IOException {
        var url = URI.create(api.url(skin.path()));
        var body = asking(skin, Family.GPT, Kind.TEXT, true).toString();
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + skin.path() + " HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n" + header
                                    + "authorization: Bearer "
                                    + api.key(ACCOUNT).reveal()
                                    + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length()
                                    + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            var response = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            return chunkSizes(response.substring(response.indexOf("\r\n\r\n") + 4));
        }
    }

    private static List<Integer> chunkSizes(String chunked) {
        var sizes = new ArrayList<Integer>();
        var at = 0;
        while (true) {
            var end = chunked.indexOf("\r\n", at);
            var size = Integer.parseInt(chunked.substring(at, end), 16);
            if (size == 0) {
                return sizes;
            }
            sizes.add(size);
            at = end + 2 + size + 2;
        }
    }

    /** The names of all keys in order, with the kinds of their values. */
    private static String shape(JsonNode node) {
        var shape = new StringBuilder();
        node.properties()
                .forEach(field -> shape.append(field.getKey())
                        .append(':')
                        .append(field.getValue().getNodeType())
                        .append('{')
                        .append(shape(field.getValue()))
                        .append('}'));
        node.elements().forEachRemaining(element -> shape.append(node.isArray() ? shape(element) : ""));
        return shape.toString();
    }
}
