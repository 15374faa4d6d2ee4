package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests of clients that are broken or mean harm, through all APIs. Each is answered, or refused with an error of its API before a model
 * is called; what reaches a model is a conversation that all models take; and the books are exact.
 */
@Tag("service")
@ExtendWith(RunningService.class)
@Timeout(300)
class HostileRequestsTest {

    private static final String ACCOUNT = "load-06";
    private static final int CONVERSATIONS = 120;

    /** Sends a request, and returns its answer after checking what holds for each. */
    private static HttpResponse<String> send(Api api, Skin skin, JsonNode request) throws Exception {
        var calls = api.simulator().callCount();
        var answer = skin.send(api, ACCOUNT, request);

        if (answer.statusCode() != 200) {
            assertThat(answer.statusCode()).as("%s%n%s", request, answer.body()).isIn(400, 404, 413);
            assertIsError(skin, answer);
            assertThat(api.simulator().callCount())
                    .as("no model is asked: %s%n%s", request, answer.body())
                    .isEqualTo(calls);
        }
        return answer;
    }

    private static void assertIsError(Skin skin, HttpResponse<String> answer) throws Exception {
        var json = RunningService.JSON.readTree(answer.body());
        var error = json.path("error");
        assertThat(error.path("message").asText()).isNotBlank().doesNotContain("Exception", "ai.tierup");
        assertThat(error.path("type").asText()).isNotBlank();
        if (skin == Skin.MESSAGES) {
            assertThat(json.path("type").asText()).isEqualTo("error");
            assertThat(json.path("request_id").asText()).startsWith("req_");
        } else {
            assertThat(error.fieldNames()).toIterable().contains("message", "type", "param", "code");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongValueAnywhereIsIgnoredOrRefusedWithoutACharge(Skin skin, Api api) throws Exception {
        var books = Books.of(api, ACCOUNT);
        var good = send(api, skin, HostileRequests.good(skin));
        assertThat(good.statusCode()).as(good.body()).isEqualTo(200);

        var refused = 0;
        for (var request : HostileRequests.withOneWrongValue(skin)) {
            refused += send(api, skin, request).statusCode() == 200 ? 0 : 1;
        }

        assertThat(refused).isGreaterThan(100);
        books.assertExact();
    }

    @ParameterizedTest
    @EnumSource
    void aConversationThatDoesNotFitTogetherReachesModelsInOrderOrNotAtAll(Skin skin, Api api) throws Exception {
        var books = Books.of(api, ACCOUNT);
        var answered = 0;
        for (var seed = 0; seed < CONVERSATIONS; seed++) {
            var request = HostileRequests.conversation(skin, new SplittableRandom(seed));

            if (send(api, skin, request).statusCode() == 200) {
                answered++;
                assertIsInOrder(
                        request, api.simulator().requests().getLast().body().path("messages"));
            }
        }
        assertThat(answered).isGreaterThan(skin == Skin.CHAT ? 10 : CONVERSATIONS / 2);
        books.assertExact();
    }

    /** Each call has arguments that are an object, and its result follows at once; each result has its call; and no id comes twice. */
    private static void assertIsInOrder(JsonNode request, JsonNode messages) throws Exception {
        var open = new HashSet<String>();
        var all = new HashSet<String>();
        for (var message : messages) {
            if (message.path("role").asText().equals("tool")) {
                assertThat(open.remove(message.path("tool_call_id").asText()))
                        .as("a result after its call: %s%n%s", request, messages)
                        .isTrue();
            } else {
                assertThat(open)
                        .as("calls with results: %s%n%s", request, messages)
                        .isEmpty();
            }
            for (var call : message.path("tool_calls")) {
                var id = call.path("id").asText();
                assertThat(all.add(id)).as("a new id: %s", messages).isTrue();
                assertThat(id).hasSizeLessThanOrEqualTo(64);
                open.add(id);
                var arguments = call.at("/function/arguments").asText();
                assertThat(RunningService.JSON.readTree(arguments).isObject())
                        .as("%s%n%s", request, arguments)
                        .isTrue();
            }
        }
        assertThat(open).as("calls with results: %s%n%s", request, messages).isEmpty();
    }

    /** 128 tools of 64 KB are more than a request may have. */
    @ParameterizedTest
    @EnumSource
    void toolsThatAreTooLargeAreRefused(Skin skin, Api api) throws Exception {
        var names = new ArrayList<String>();
        for (var i = 0; i < 128; i++) {
            names.add("f" + i);
        }
        var request = skin.asking("tier-2", "Hi", false);
        request.set("tools", skin.tools(names.toArray(String[]::new)));
        for (var tool : request.findParents("zone")) {
            ((ObjectNode) tool.path("zone")).put("description", "x".repeat(64_000));
        }

        var answer = send(api, skin, request);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("request_too_large");
    }

    @ParameterizedTest
    @EnumSource
    void aMillionTokensAreRefusedInTheWordsOfTheApi(Skin skin, Api api) throws Exception {
        var answer = send(api, skin, skin.asking("tier-2", "7 ".repeat(1_000_000), true));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .containsPattern(
                        skin == Skin.MESSAGES
                                ? "prompt is too long: \\d{7} tokens > \\d+ maximum"
                                : "\"code\":\"context_length_exceeded\"");
    }

    /** Tools that the other service runs itself. Clients of this one would wait for results that nobody sends. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHAT")
    void toolsThatTheServiceWouldHaveToRunAreRefused(Skin skin, Api api) throws Exception {
        var types = skin == Skin.MESSAGES
                ? new String[] {
                    "web_search_20250305",
                    "web_fetch_20250910",
                    "code_execution_20250825",
                    "tool_search_tool_regex_20251119"
                }
                : new String[] {"file_search", "code_interpreter", "computer_use_preview", "mcp", "local_shell"};
        for (var type : types) {
            var request = skin.asking("tier-2", "Hi", false);
            request.putArray("tools").addObject().put("type", type).put("name", "web_search");

            var answer = send(api, skin, request);

            assertThat(answer.statusCode()).as(type).isEqualTo(400);
            if (skin == Skin.MESSAGES) {
                // Without it, agents send the request again with fewer fields.
                assertThat(answer.headers().firstValue("x-should-retry"))
                        .as(type)
                        .contains("false");
            }
        }
    }
}
