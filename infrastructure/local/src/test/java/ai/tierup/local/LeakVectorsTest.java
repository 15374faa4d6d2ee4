package ai.tierup.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.LeakyUpstream.Family;
import ai.tierup.local.LeakyUpstream.Kind;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ways in which an answer could tell which model gave it, against an upstream that tells as much as it can: seventy answers of ten
 * families at eight hosts, streamed and whole. Error messages, headers and log lines for operators have further tests: {@code LeakTest},
 * {@code LogLeakTest}, {@code ForeignIdsTest}, {@code LinkedImagesTest}.
 */
@Tag("service")
@Timeout(120)
class LeakVectorsTest {

    private static final String ACCOUNT = "load-01";
    private static final String TOOL = """
        [{"type":"function","function":{"name":"f","parameters":{"type":"object","properties":{"zone":{"type":"string"}}}}}]\
        """;

    /** The form of our own ids of answers. */
    private static final Pattern OWN_ID = Pattern.compile("chatcmpl-[a-z0-9]{16}");

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

    private static String body(Family family, Kind kind, boolean stream) {
        return """
            {"model": "tier-2", "stream": %s, "max_tokens": 300, %s "messages": [{"role": "user", "content": "Please: %s/%s"}]%s}\
            """.formatted(
                        stream,
                        stream ? "\"stream_options\": {\"include_usage\": true}," : "",
                        family,
                        kind,
                        kind == Kind.TOOL ? ", \"tools\": " + TOOL : "");
    }

    static Stream<Family> families() {
        return Stream.of(Family.values());
    }

    private static void assertTellsNothing(String what, String text) {
        assertThat(text).as(what).doesNotContain(LeakyUpstream.SECRET);
        assertThat(LeakyUpstream.FORMS
                        .matcher(OWN_ID.matcher(text).replaceAll(""))
                        .find())
                .as("an id of upstream in %s: %s", what, text)
                .isFalse();
        for (var family : Family.values()) {
            assertThat(text.replace("Please: " + family, "")).as(what).doesNotContain(family.name());
        }
    }

    private static void assertTellsNothing(HttpResponse<String> answer) {
        assertTellsNothing("body", answer.body());
        assertTellsNothing("headers", answer.headers().map().toString());
    }

    /** Vectors 1 to 7, 11, 12 and 16: names, ids, reasoning, usage, headers, errors, annotations. */
    @ParameterizedTest
    @MethodSource("families")
    void noAnswerTellsWhoGaveIt(Family family) throws Exception {
        for (var kind : Kind.values()) {
            for (var stream : List.of(true, false)) {
                var answer = api.chat(ACCOUNT, body(family, kind, stream));

                assertTellsNothing(answer);
                switch (kind) {
                    case TEXT, REASONING, WHOLE ->
                        assertThat(said(answer, stream)).isEqualTo(String.join("", LeakyUpstream.TOKENS));
                    case TOOL -> assertThat(answer.body()).containsPattern("\"id\":\"call_[0-9A-Za-z]{24}\"");
                    case REFUSED, LIMITED -> assertThat(answer.statusCode()).isEqualTo(503);
                    case BROKEN -> assertThat(answer.body()).contains("answer_interrupted");
                }
            }
        }
    }

    /** Vectors 2 and 22: what the account can look up afterwards. */
    @Test
    void nothingThatIsKeptTellsWhoAnswered() throws Exception {
        for (var family : Family.values()) {
            api.chat(ACCOUNT, body(family, Kind.TOOL, false));
        }
        var id =
                api.read(ACCOUNT, "/v1/usage/requests?limit=1").at("/data/0/id").asText();
        for (var path : List.of(
                "/v1/usage",
                "/v1/usage/requests?limit=100",
                "/v1/usage/requests/" + id,
                "/v1/wallet",
                "/v1/wallet/entries",
                "/v1/account",
                "/v1/account/export",
                "/v1/account/alerts",
                "/v1/audit",
                "/v1/keys",
                "/v1/teams",
                "/v1/models",
                "/v1/models/tier-2",
                "/v1/tiers",
                "/",
                "/healthz")) {
            var answer = api.get(ACCOUNT, path);

            assertThat(answer.body()).as(path).doesNotContain(LeakyUpstream.SECRET);
            // The page and the list of tiers name models whose list prices they compare with.
            if (!path.equals("/v1/tiers") && !path.equals("/")) {
                assertTellsNothing(answer);
                for (var tier : Api.mapping().inOrder()) {
                    tier.candidates()
                            .forEach(candidate -> assertThat(answer.body())
                                    .as(path)
                                    .doesNotContain(
                                            candidate.slug(), candidate.slug().replaceFirst("/.*", "")));
                }
            }
        }
    }

    /** Vector 10: a model that sends one token at a time. */
    @ParameterizedTest
    @MethodSource("families")
    void theLengthsOfTokensDoNotShow(Family family) throws Exception {
        var pieces = pieces(api.chat(ACCOUNT, body(family, Kind.TEXT, true)));

        assertThat(String.join("", pieces)).isEqualTo(String.join("", LeakyUpstream.TOKENS));
        assertThat(pieces.getFirst()).isEqualTo(LeakyUpstream.TOKENS.getFirst());
        assertThat(pieces.subList(1, pieces.size() - 1)).allMatch(piece -> piece.length() % 8 == 0);
    }

    /** Vector 21: the order of keys, numbers and nulls. */
    @Test
    void answersOfAllFamiliesHaveTheSameShape() throws Exception {
        var shapes = new HashSet<String>();
        for (var family : Family.values()) {
            for (var kind : List.of(Kind.TEXT, Kind.WHOLE)) {
                var answer = RunningService.JSON.readTree(
                        api.chat(ACCOUNT, body(family, kind, false)).body());
                shapes.add(shape(answer));
            }
        }
        assertThat(shapes).hasSize(1);
    }

    /** Vectors 9, 14 and 19: what is refused, whoever would answer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"logprobs\":true",
                "\"top_logprobs\":3",
                "\"logit_bias\":{\"50256\":-100}",
                "\"n\":2",
                "\"models\":[\"a/b\"]",
                "\"provider\":{\"order\":[\"x\"]}",
                "\"plugins\":[{\"id\":\"web\"}]",
                "\"transforms\":[\"x\"]",
                "\"route\":\"fallback\"",
                "\"preset\":\"x\""
            })
    void whatOnlySomeModelsOfferIsRefusedForAll(String field) throws Exception {
        var before = upstream.requests().size();
        var answer = api.chat(
                ACCOUNT, "{\"model\":\"tier-2\"," + field + ",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertTellsNothing(answer);
        assertThat(upstream.requests()).hasSize(before);
    }

    /** Vector 13: the limits are the tier's, and no candidate is held to a lower one. */
    @Test
    void noCandidateHasALowerOutputCapThanItsTier() throws Exception {
        for (var tier : Api.mapping().inOrder()) {
            for (var candidate : tier.candidates()) {
                assertThat(candidate.nativeCap(tier.limits().maxOutputTokens()))
                        .as(candidate.name())
                        .isEqualTo(candidate
                                .nativeRatio()
                                .nativeTokens(tier.limits().maxOutputTokens()));
            }
        }
    }

    /** Vector 15: the list of models. */
    @Test
    void theListOfModelsIsTheListOfTiers() throws Exception {
        var models = api.read(ACCOUNT, "/v1/models").path("data");

        assertThat(models.findValuesAsText("id")).containsExactly("tier-1", "tier-2", "tier-3", "tier-4");
        assertThat(Set.copyOf(models.findValuesAsText("owned_by"))).containsExactly("tierup");
        assertThat(Set.copyOf(models.findValuesAsText("created"))).hasSize(1);
    }

    /** Vectors 17 and 19: what clients add reaches no provider, and nothing publishes who asks. */
    @Test
    void whatAClientAddsIsNotForwarded() throws Exception {
        upstream.requests().clear();
        var answer = api.send(api.request(ACCOUNT, "/v1/chat/completions")
                .header("x-openrouter-metadata", "enabled")
                .header("http-referer", "https://customer.example")
                .header("x-title", "customer")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("""
                    {"model": "tier-2", "debug": {"echo_upstream_body": true}, "usage": {"include": true}, "metadata": {"a": "LEAK"},
                     "user": "jane@customer.example", "safety_identifier": "jane", "service_tier": "auto", "store": false,
                     "messages": [{"role": "user", "content": "Hi", "model": "LEAK"}]}\
                    """)));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var request = upstream.requests().remove();
        assertThat(request.body().toString()).doesNotContain("LEAK", "jane", "echo_upstream_body", "customer");
        assertThat(request.headers()).doesNotContain("openrouter", "referer", "title", "customer");
    }

    /** Vector 20: markers in a text are what the model said. They are not edited, because code and quotations may contain them. */
    @Test
    void theTextOfAnAnswerIsNotEdited() throws Exception {
        assertThat(said(api.chat(ACCOUNT, body(Family.QWEN, Kind.TEXT, false)), false))
                .isEqualTo(String.join("", LeakyUpstream.TOKENS));
    }

    /** Sizes on the wire: each flush is a chunk of the local server's response. */
    @Test
    void theSizesOfWhatIsSentAtOnceTellNothing() throws Exception {
        var sizes = sentSizes("");

        assertThat(sizes).hasSizeGreaterThan(2).allMatch(size -> size % 256 == 0);
        assertThat(sentSizes("x-tierup-padding: off\r\n")).anyMatch(size -> size % 256 != 0);
    }

    private static List<Integer> sentSizes(String header) throws IOException {
        var url = URI.create(api.url("/v1/chat/completions"));
        var body = body(Family.GPT, Kind.TEXT, true);
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n" + header
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

    private static String said(HttpResponse<String> answer, boolean stream) throws IOException {
        return stream
                ? String.join("", pieces(answer))
                : RunningService.JSON
                        .readTree(answer.body())
                        .at("/choices/0/message/content")
                        .asText();
    }

    private static List<String> pieces(HttpResponse<String> answer) throws IOException {
        var pieces = new ArrayList<String>();
        for (var line : answer.body().lines().toList()) {
            if (line.startsWith("data: {")) {
                var text = RunningService.JSON
                        .readTree(line.substring("data: ".length()))
                        .at("/choices/0/delta/content")
                        .asText();
                if (!text.isEmpty()) {
                    pieces.add(text);
                }
            }
        }
        return pieces;
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
