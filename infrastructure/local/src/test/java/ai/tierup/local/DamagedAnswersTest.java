package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damaged answers of a provider, through a running service and each of its APIs. Whatever arrives, clients get an answer or an error of
 * ours, nothing that identifies the provider, and the books are exact. {@code AnswerFuzzTest} damages more answers, without a service. The
 * property {@code tierup.proof=long} plays 12,000 mutations in place of 120.
 */
@Tag("service")
class DamagedAnswersTest {

    private static final String ACCOUNT = "load-02";
    private static final int MUTATIONS_OF_EACH_API = "long".equals(System.getProperty("tierup.proof")) ? 4_000 : 40;
    private static final int MUTATIONS_PER_CHECK_OF_BOOKS = 10;
    private static final String SECRET = "LEAK";

    /** A value of a JSON object. */
    private static final Pattern VALUE = Pattern.compile("(?<=\":)(\"[^\"]*\"|-?[0-9.]+|true|false|null)");

    private static final List<String> OTHER_VALUES = List.of(
            "null", "-7", "1e300", "9223372036854775807", "true", "\"\"", "[1,\"x\"]", "{\"text\":5}", "\"\ud83d\"");

    /** Every value that is neither said by the model nor a number contains the secret. */
    private static final List<String> STREAMS = List.of("""
            : LEAK PROCESSING

            data: {"id":"gen-LEAK","provider":"LEAK","model":"LEAK/a","choices":[{"index":0,"delta":{"role":"assistant","content":"Hel"},"finish_reason":null,"native_finish_reason":null}]}

            data: {"id":"gen-LEAK","choices":[{"index":0,"delta":{"content":"lo é漢😀","annotations":[{"url":"LEAK"}]},"logprobs":{"content":[{"token":"LEAK"}]}}]}

            data: {"id":"gen-LEAK","choices":[{"index":0,"delta":{"content":""},"finish_reason":"stop","native_finish_reason":"LEAK"}],"usage":{"prompt_tokens":9,"completion_tokens":3,"cost":0.0001,"cost_details":{"x":"LEAK"},"is_byok":false}}

            data: [DONE]

            """, """
            data: {"id":"msg_LEAK","choices":[{"delta":{"reasoning":"LEAK hm","reasoning_details":[{"type":"reasoning.text","text":"LEAK","signature":"LEAK","format":"LEAK"}]}}]}

            data: {"choices":[{"delta":{"content":null,"tool_calls":[{"index":1,"id":"toolu_LEAK","type":"function","function":{"name":"look","arguments":""}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"index":1,"id":"toolu_LEAK2","function":{"arguments":"{}"}}]}}]}

            data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}

            data: {"choices":[],"usage":{"prompt_tokens":30,"completion_tokens":20,"completion_tokens_details":{"reasoning_tokens":8}}}

            data: [DONE]

            """, """
            data: {"choices":[{"delta":{"content":[{"type":"text","text":"Hi"},{"type":"image","data":"LEAK"}]}}]}

            data: {"error":{"code":502,"message":"LEAK failed at api.LEAK.example","metadata":{"provider_name":"LEAK"}},"user_id":"user_LEAK","choices":[{"delta":{"content":""},"finish_reason":"error"}]}

            """);

    private static HttpServer upstream;
    private static Api api;
    private static volatile byte[] next = {};

    @BeforeAll
    static void start() throws IOException {
        upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        upstream.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        upstream.createContext("/", DamagedAnswersTest::answer);
        upstream.start();
        var url = "http://127.0.0.1:" + upstream.getAddress().getPort() + "/api/v1";
        api = new Api(Map.of("TIERUP_UPSTREAM_URL", url, "TIERUP_UPSTREAM_KEY", "none"));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(next);
        }
    }

    @AfterAll
    static void stop() {
        api.close();
        upstream.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void otherValuesAndBytesDoNoHarm(Skin skin) throws Exception {
        var books = Books.of(api, ACCOUNT);
        for (var i = 1; i <= MUTATIONS_OF_EACH_API; i++) {
            var random = new Random(skin.name().hashCode() * 1_000_003L + i);
            var stream = STREAMS.get(random.nextInt(STREAMS.size()));
            var isOtherBytes = i % 2 == 0;
            next = isOtherBytes ? withOtherBytes(stream, random) : withOtherValues(stream, random);

            var answer = skin.send(api, ACCOUNT, asking(skin, random.nextBoolean()));

            assertThat(answer.statusCode())
                    .as(skin + " " + i + " " + answer.body())
                    .isIn(200, 503, 504);
            if (!isOtherBytes) {
                assertThat(answer.body()).as("%s %d", skin, i).doesNotContain(SECRET);
            }
            assertIsOurs(answer);
            if (i % MUTATIONS_PER_CHECK_OF_BOOKS == 0) {
                books.assertExact();
            }
        }
        assertThat(api.journal.alarms()).noneMatch(alarm -> alarm.startsWith(Alarm.INTERNAL_ERROR.name()));
    }

    private static ObjectNode asking(Skin skin, boolean stream) {
        var request = skin.asking("tier-2", "Hi", stream);
        request.set("tools", skin.tools("look"));
        return request;
    }

    /** Each event of a stream, and each whole answer, is JSON. */
    private static void assertIsOurs(HttpResponse<String> answer) throws IOException {
        if (Skin.isStream(answer)) {
            assertThat(Skin.events(answer.body())).isNotEmpty();
        } else {
            assertThat(RunningService.JSON.readTree(answer.body()).isObject()).isTrue();
        }
    }

    private static byte[] withOtherValues(String stream, Random random) {
        return VALUE.matcher(stream)
                .replaceAll(value -> Matcher.quoteReplacement(
                        random.nextInt(10) == 0
                                ? OTHER_VALUES.get(random.nextInt(OTHER_VALUES.size()))
                                : value.group()))
                .getBytes(UTF_8);
    }

    private static byte[] withOtherBytes(String stream, Random random) {
        var bytes = stream.getBytes(UTF_8);
        for (var i = random.nextInt(4); i >= 0 && bytes.length > 1; i--) {
            var at = random.nextInt(bytes.length);
            var end = Math.min(bytes.length, at + 1 + random.nextInt(40));
            bytes = switch (random.nextInt(4)) {
                case 0 -> joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, end, bytes.length));
                case 1 -> joined(Arrays.copyOf(bytes, end), Arrays.copyOfRange(bytes, at, bytes.length));
                case 2 -> {
                    var noise = new byte[end - at];
                    random.nextBytes(noise);
                    yield joined(joined(Arrays.copyOf(bytes, at), noise), Arrays.copyOfRange(bytes, at, bytes.length));
                }
                default -> Arrays.copyOf(bytes, at);
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(one);
        all.writeBytes(other);
        return all.toByteArray();
    }
}
