package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.SseReader;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special about the Responses API of the running service: other methods, large requests, streams that break, charges. */
@Tag("service")
@ExtendWith(RunningService.class)
class ResponsesApiTest {

    private static final String ACCOUNT = "load-09";
    private static final String PATH = "/v1/responses";

    private static HttpResponse<String> respond(Api api, String body) throws Exception {
        return api.send(api.request(ACCOUNT, PATH)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> ask(Api api, String text, boolean stream) throws Exception {
        return respond(api, "{\"model\":\"tier-2\",\"stream\":%s,\"input\":\"%s\"}".formatted(stream, text));
    }

    private static JsonNode error(HttpResponse<String> answer) throws IOException {
        return RunningService.JSON.readTree(answer.body()).path("error");
    }

    private static List<JsonNode> events(HttpResponse<String> answer) throws IOException {
        var events = new ArrayList<JsonNode>();
        try (var reader = new SseReader(new ByteArrayInputStream(answer.body().getBytes(UTF_8)))) {
            var next = reader.next();
            while (!(next instanceof SseReader.Event.End)) {
                if (next instanceof SseReader.Event.Data event && !event.text().equals("[DONE]")) {
                    events.add(RunningService.JSON.readTree(event.text()));
                }
                next = reader.next();
            }
        }
        return events;
    }

    @Test
    void aWebSocketIsRefusedWithTheStatusAfterWhichAgentsSendTheRequest(Api api) throws Exception {
        var answer = api.send(api.request(ACCOUNT, PATH)
                .header("sec-websocket-key", "dGhlIHNhbXBsZQ==")
                .GET());

        assertThat(answer.statusCode()).isEqualTo(426);
        assertThat(error(answer).path("code").asText()).isEqualTo("websocket_not_supported");
        assertThat(error(answer).path("message").asText()).contains("POST");
    }

    @Test
    void nothingCanBeFetchedLater(Api api) throws Exception {
        assertThat(api.get(ACCOUNT, PATH).statusCode()).isEqualTo(405);
        for (var path : List.of("/resp_1", "/resp_1/cancel", "/resp_1/input_items", "/compact", "/input_tokens")) {
            var answer = api.get(ACCOUNT, PATH + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(error(answer).path("code").asText()).isEqualTo("not_found");
        }
    }

    @Test
    void aRequestThatIsTooLargeIsRefusedAtNoCost(Api api) throws Exception {
        var calls = api.simulator().callCount();
        var schema = "{\"type\":\"object\",\"description\":\"" + "x".repeat(65_000) + "\"}";
        var tools = new StringBuilder();
        for (var i = 0; i < 128; i++) {
            tools.append(i == 0 ? "" : ",")
                    .append("{\"type\":\"function\",\"name\":\"f" + i + "\",\"parameters\":" + schema + "}");
        }
        var manyTools = respond(api, "{\"model\":\"tier-2\",\"input\":\"hi\",\"tools\":[" + tools + "]}");
        var longInput = ask(api, "7 ".repeat(1_000_000), true);

        assertThat(manyTools.statusCode()).isEqualTo(413);
        assertThat(error(manyTools).path("code").asText()).isEqualTo("request_too_large");
        assertThat(longInput.statusCode()).isEqualTo(400);
        assertThat(error(longInput).path("code").asText()).isEqualTo("context_length_exceeded");
        assertThat(error(longInput).path("param").asText()).isEqualTo("input");
        assertThat(api.simulator().callCount()).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"break_after=1", "break_after=3", "error_after=1", "error_after=4", "bare_error_after=2"})
    void aStreamThatBreaksEndsWithTheTwoEventsOfAFailure(String trouble, Api api) throws Exception {
        var answer = ask(api, "[[simulate:" + trouble + "]] hello", true);
        var events = events(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("data: [DONE]\n\n");
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .startsWith("response.created", "response.in_progress")
                .endsWith("error", "response.failed")
                .doesNotContain("response.completed", "response.output_item.done");
        assertThat(events)
                .extracting(event -> event.path("sequence_number").asInt())
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(events.getLast()
                        .path("response")
                        .path("error")
                        .path("message")
                        .asText())
                .contains("You were charged $");
    }

    @Test
    void troubleBeforeTheAnswerHasTheCodesThatAgentsKnow(Api api) throws Exception {
        for (var stream : new boolean[] {true, false}) {
            var unavailable = ask(api, "[[simulate:status=503]]", stream);
            assertThat(unavailable.statusCode()).isEqualTo(503);
            assertThat(error(unavailable).path("code").asText()).isEqualTo("server_is_overloaded");
            var refused = ask(api, "[[simulate:status=400,type=content_policy_violation]]", stream);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(error(refused).path("param").asText()).isEqualTo("input");
        }
    }

    @Test
    void aResponseCostsWhatAChatCosts(Api api) throws Exception {
        var chat = api.chat(
                ACCOUNT, "{\"model\":\"tier-2\",\"messages\":[{\"role\":\"user\",\"content\":\"What is a quay?\"}]}");
        var response = ask(api, "What is a quay?", false);

        assertThat(response.headers().firstValue("x-tierup-cost-usd"))
                .isPresent()
                .isEqualTo(chat.headers().firstValue("x-tierup-cost-usd"));
        var usage = RunningService.JSON.readTree(response.body()).path("usage");
        var chatUsage = RunningService.JSON.readTree(chat.body()).path("usage");
        assertThat(usage.path("input_tokens")).isEqualTo(chatUsage.path("prompt_tokens"));
        assertThat(usage.path("total_tokens")).isEqualTo(chatUsage.path("total_tokens"));
    }

    @Test
    void anItemCanBeReferredToByItsAccountOnly(Api api) throws Exception {
        var id = RunningService.JSON
                .readTree(ask(api, "A berth is a place for a ship.", false).body())
                .path("output")
                .path(0)
                .path("id")
                .asText();
        var referring =
                "{\"model\":\"tier-2\",\"input\":[{\"type\":\"item_reference\",\"id\":\"%s\"},{\"role\":\"user\",\"content\":\"Go on.\"}]}"
                        .formatted(id);
        var inline = referring.replace(
                "{\"type\":\"item_reference\",\"id\":\"%s\"}".formatted(id),
                "{\"role\":\"assistant\",\"content\":\"This is a simulated answer; no model was asked. You said: A"
                        + " berth is a place for a ship.\"}");

        var answer = respond(api, referring);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(RunningService.JSON.readTree(answer.body()).path("usage"))
                .isEqualTo(RunningService.JSON
                        .readTree(respond(api, inline).body())
                        .path("usage"));
        var stranger = api.send(api.request("load-08", PATH)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(referring)));
        assertThat(stranger.statusCode()).isEqualTo(400);
        assertThat(error(stranger).path("code").asText()).isEqualTo("item_not_found");
    }

    @Test
    void itsUsageRecordNamesTheApi(Api api) throws Exception {
        var id =
                ask(api, "Who asks?", true).headers().firstValue("x-request-id").orElseThrow();
        api.chat(ACCOUNT, "{\"model\":\"tier-2\",\"messages\":[{\"role\":\"user\",\"content\":\"Who asks?\"}]}");

        assertThat(api.read(ACCOUNT, "/v1/usage/requests/" + id).path("api").asText())
                .isEqualTo("responses");
        assertThat(api.read(ACCOUNT, "/v1/usage/requests?limit=1")
                        .path("data")
                        .path(0)
                        .path("api")
                        .asText())
                .isEqualTo("chat");
    }

    @Test
    void anImageInTheOutputOfAToolReachesTheModel(Api api) throws Exception {
        var onePixel =
                "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        var answer = respond(api, """
            {"model":"tier-3","input":[{"role":"user","content":"Look"},
             {"type":"function_call","call_id":"call_1","name":"view","arguments":"{}"},
             {"type":"function_call_output","call_id":"call_1","output":[{"type":"input_image","image_url":"%s","detail":"high"}]}]}\
            """.formatted(onePixel));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("image/png");
    }
}
