package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.LocalRuntimeApi.Invocation;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many invocations at the same time in one environment, as on Lambda Managed Instances: of different accounts, of all APIs, streams and
 * whole answers, and some with a wrong key. Nothing of one request may be in another's answer, log line or record.
 */
@Tag("package")
@EnabledOnOs(OS.LINUX)
class ConcurrentInvocationsTest {

    private static final int AT_A_TIME = 16;
    private static final int ROUNDS = 3;
    private static final List<String> ACCOUNTS = List.of("load-01", "load-02", "load-03", "load-04", "load-05");
    private static final Pattern MARKER = Pattern.compile("marker-\\d{4}");
    private static final Pattern REQUEST_ID = Pattern.compile("\"x-request-id\":\"(req_[0-9a-z]+)\"");
    private static final Pattern TEXT = Pattern.compile("\"text\":\"([^\"]*)\"");

    /**
     * An API and how its answers carry their text.
     *
     * @param streamed finds the pieces of the text in a stream
     * @param whole finds the text in a whole answer
     */
    private record Wire(String name, String path, Pattern streamed, Pattern whole) {

        static final Wire CHAT = new Wire(
                "chat",
                "/v1/chat/completions",
                Pattern.compile("\"content\":\"([^\"]*)\""),
                Pattern.compile("\"content\":\"([^\"]*)\""));
        static final Wire RESPONSES =
                new Wire("responses", "/v1/responses", Pattern.compile("\"delta\":\"([^\"]*)\""), TEXT);
        static final Wire MESSAGES = new Wire("messages", "/v1/messages", TEXT, TEXT);
        static final List<Wire> ALL = List.of(CHAT, RESPONSES, MESSAGES);
    }

    /** A request and the answer to it. */
    private record Sent(
            String marker, String account, Wire wire, boolean stream, Invocation invocation, String answer) {

        String text() {
            return (stream ? wire.streamed() : wire.whole())
                    .matcher(answer)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.joining());
        }

        String requestId() {
            return REQUEST_ID
                    .matcher(answer)
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
        }
    }

    @TempDir
    private Path root;

    @Test
    void requestsAtTheSameTimeShareNothing() throws Exception {
        PackagedFunction.unpack(root);
        try (var api = new Api(Map.of());
                var upstream = new BarrierUpstream(AT_A_TIME)) {
            var variables = PackagedFunctionTest.variables(api, upstream.url());
            variables.put("AWS_LAMBDA_MAX_CONCURRENCY", Integer.toString(AT_A_TIME));
            try (var function = PackagedFunction.onOurLoop(root, variables, PackagedFunction.LAMBDA_FLAGS)) {
                warmUp(api, function);
                var before = wallets(api);
                var sent = sendAll(api, function);

                assertEachAnswerIsThatToItsRequest(sent);
                assertLogLinesAreThoseOfTheirRequests(sent, function.printed());
                assertRecordsAndWalletsAreExact(api, sent, before);
                assertThat(sent.stream()
                                .map(request -> request.account() + " " + upstream.users.get(request.marker()))
                                .collect(Collectors.toSet()))
                        .as("one end user for each account")
                        .hasSize(ACCOUNTS.size());
            }
        }
    }

    /** Each API once, so that what is loaded first does not make upstream wait. */
    private static void warmUp(Api api, PackagedFunction function) throws Exception {
        for (var wire : Wire.ALL) {
            var event = event(api.key("load-09").reveal(), wire, true, BarrierUpstream.ALONE);
            assertThat(function.api().invoke(event).awaitEnd()).contains("\"statusCode\":200");
        }
    }

    /** Upstream answers only when as many requests as there are loops are under way. Those with a wrong key get there in between. */
    private static List<Sent> sendAll(Api api, PackagedFunction function) throws Exception {
        var waiting = new ArrayList<Sent>();
        var refused = new ArrayList<Invocation>();
        for (var number = 0; number < AT_A_TIME * ROUNDS; number++) {
            var marker = "marker-" + (1000 + number);
            var account = ACCOUNTS.get(number % ACCOUNTS.size());
            var wire = Wire.ALL.get(number % Wire.ALL.size());
            var stream = number % 2 == 0;
            var event = event(api.key(account).reveal(), wire, stream, marker);
            waiting.add(new Sent(marker, account, wire, stream, function.api().invoke(event), ""));
            if (number % 7 == 0) {
                refused.add(function.api().invoke(event("tu-nobody", wire, stream, marker)));
            }
        }
        var answered = new ArrayList<Sent>();
        for (var one : waiting) {
            var answer = one.invocation().awaitEnd();
            answered.add(new Sent(one.marker(), one.account(), one.wire(), one.stream(), one.invocation(), answer));
        }
        for (var one : refused) {
            assertThat(one.awaitEnd()).contains("\"statusCode\":401").doesNotContain("marker-");
        }
        return answered;
    }

    private static String event(String key, Wire wire, boolean stream, String marker) throws Exception {
        var prompt = "Please say " + marker + " again and again";
        var body = RunningService.JSON.createObjectNode().put("model", "tier-2").put("stream", stream);
        if (wire.equals(Wire.RESPONSES)) {
            body.put("input", prompt).put("store", false);
        } else {
            body.put("max_tokens", 500);
            body.putArray("messages").addObject().put("role", "user").put("content", prompt);
        }
        var event = (ObjectNode) RunningService.JSON.readTree(PackagedFunction.chatEvent(key, body.toString()));
        return event.put("path", wire.path()).put("resource", wire.path()).toString();
    }

    private static void assertEachAnswerIsThatToItsRequest(List<Sent> sent) {
        for (var request : sent) {
            assertThat(request.answer()).startsWith("response\n").contains("\"statusCode\":200");
            assertThat(request.text().strip())
                    .as(request.wire().name() + (request.stream() ? ", streamed" : ", whole"))
                    .isEqualTo((request.marker() + " ")
                            .repeat(BarrierUpstream.WORDS)
                            .strip());
            assertThat(MARKER.matcher(request.answer()).results().map(found -> found.group()))
                    .containsOnly(request.marker());
        }
        assertThat(sent.stream().map(Sent::requestId)).doesNotHaveDuplicates();
    }

    private static void assertLogLinesAreThoseOfTheirRequests(List<Sent> sent, String printed) throws Exception {
        var lines = new HashMap<String, JsonNode>();
        for (var line :
                printed.lines().filter(each -> each.contains("\"chat_ended\"")).toList()) {
            var ended = RunningService.JSON.readTree(line);
            if (!ended.has("account")) {
                // A request with a wrong key belongs to nobody.
                continue;
            }
            assertThat(lines.put(ended.path("request_id").asText(), ended))
                    .as(line)
                    .isNull();
        }
        assertThat(lines).hasSize(sent.size() + Wire.ALL.size());
        for (var request : sent) {
            var ended = Objects.requireNonNull(lines.get(request.requestId()));
            assertThat(ended.path("account").asText()).isEqualTo(request.account());
        }
        assertThat(printed).doesNotContain("\"alarm\"", "marker-", "tu-");
    }

    private static void assertRecordsAndWalletsAreExact(Api api, List<Sent> sent, Map<String, BigDecimal> before)
            throws Exception {
        var costs = new TreeMap<String, BigDecimal>();
        for (var request : sent) {
            var record = api.read(request.account(), "/v1/usage/requests/" + request.requestId());
            assertThat(record.path("api").asText()).isEqualTo(request.wire().name());
            assertThat(record.path("stream").asBoolean()).isEqualTo(request.stream());
            costs.merge(
                    request.account(), new BigDecimal(record.path("cost_usd").asText()), BigDecimal::add);
        }
        var after = wallets(api);
        for (var account : ACCOUNTS) {
            assertThat(Objects.requireNonNull(after.get(account)).subtract(before.get(account)))
                    .as("debits of " + account)
                    .isEqualByComparingTo(costs.get(account));
            assertThat(api.read(account, "/v1/wallet").path("open_holds").asInt())
                    .isZero();
        }
        assertThat(Set.copyOf(costs.keySet())).containsExactlyInAnyOrderElementsOf(ACCOUNTS);
    }

    private static Map<String, BigDecimal> wallets(Api api) throws Exception {
        var debits = new HashMap<String, BigDecimal>();
        for (var account : ACCOUNTS) {
            debits.put(
                    account,
                    new BigDecimal(
                            api.read(account, "/v1/wallet").path("debits_usd").asText()));
        }
        return debits;
    }
}
