package ai.tierup.openai.responses;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.ApiErrors;
import ai.tierup.api.SseReader;
import ai.tierup.api.inference.AnswerMemory;
import ai.tierup.domain.answer.AnswerDelta;
import ai.tierup.domain.answer.AnswerEnd;
import ai.tierup.domain.answer.AnswerHead;
import ai.tierup.domain.conversation.FinishReason;
import ai.tierup.domain.id.RequestId;
import ai.tierup.domain.tier.TierId;
import ai.tierup.domain.usage.TokenUsage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseEventsTest {

    private static final Instant CREATED = Instant.ofEpochSecond(1_795_000_000);
    private static final Instant COMPLETED = CREATED.plusMillis(7_900);
    private static final AnswerHead HEAD =
            new AnswerHead(new RequestId("0123456789abcdef"), TierId.TIER_2, CREATED, null);
    private static final TokenUsage USAGE = new TokenUsage(41, 12, 5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private ResponseEvents events = events(true);

    private static AnswerForm form(boolean parallel) {
        var read = ResponsesRequestReader.read("""
            {"model":"tier-2","input":"hi","parallel_tool_calls":%s,"tools":[{"type":"function","name":"f"},
             {"type":"namespace","name":"n","tools":[{"type":"function","name":"f"}]},{"type":"custom","name":"patch"},
             {"type":"tool_search","execution":"client"}]}\
            """.formatted(parallel).getBytes(UTF_8), AnswerMemory.NONE);
        return ((ParsedResponsesRequest.Valid) read).form();
    }

    private static ResponseEvents events(boolean parallel) {
        return new ResponseEvents(HEAD, form(parallel), AnswerMemory.NONE);
    }

    private ResponseEventsTest begin() {
        bytes.writeBytes(events.begin());
        return this;
    }

    private ResponseEventsTest text(String text) {
        bytes.writeBytes(events.delta(new AnswerDelta.Text(text)));
        return this;
    }

    private ResponseEventsTest call(int index, String name, String arguments) {
        bytes.writeBytes(events.delta(new AnswerDelta.ToolCall(index, "call_" + index, name, arguments)));
        return this;
    }

    private ResponseEventsTest more(int index, String arguments) {
        bytes.writeBytes(events.delta(new AnswerDelta.ToolCall(index, null, null, arguments)));
        return this;
    }

    /** All events, after checking their names and numbers, and that the stream ends with a mark. */
    private List<JsonNode> sent() throws IOException {
        var all = new ArrayList<JsonNode>();
        try (var reader = new SseReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            while (reader.next() instanceof SseReader.Event.Data event) {
                if (event.text().equals("[DONE]")) {
                    assertThat(reader.next()).isNotInstanceOf(SseReader.Event.Data.class);
                    return all;
                }
                var json = JSON.readTree(event.text());
                assertThat(json.path("type").asText()).isEqualTo(event.name());
                assertThat(json.path("sequence_number").asInt()).isEqualTo(all.size());
                all.add(json);
            }
        }
        throw new AssertionError("The stream has no [DONE]");
    }

    private List<JsonNode> finished(FinishReason reason) throws IOException {
        bytes.writeBytes(events.finish(new AnswerEnd(reason, USAGE, COMPLETED)));
        return sent();
    }

    private static List<String> types(List<JsonNode> events) {
        return events.stream()
                .map(event -> event.path("type").asText().replaceFirst("response\\.", "")
                        + (event.has("output_index") ? " " + event.path("output_index") : ""))
                .toList();
    }

    @Test
    void textIsAMessage() throws IOException {
        var sent = begin().text("Hel").text("lo").finished(FinishReason.STOP);

        assertThat(types(sent))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added 0",
                        "content_part.added 0",
                        "output_text.delta 0",
                        "output_text.delta 0",
                        "output_text.done 0",
                        "content_part.done 0",
                        "output_item.done 0",
                        "completed");
        assertThat(sent.get(2)).isEqualTo(JSON.readTree("""
            {"type":"response.output_item.added","sequence_number":2,"output_index":0,"item":{"id":"msg_0123456789abcdef0",
             "type":"message","status":"in_progress","role":"assistant","content":[]}}\
            """));
        assertThat(sent.get(4)).isEqualTo(JSON.readTree("""
            {"type":"response.output_text.delta","sequence_number":4,"item_id":"msg_0123456789abcdef0","output_index":0,
             "content_index":0,"delta":"Hel","logprobs":[]}\
            """));
        assertThat(sent.get(6).path("text").asText()).isEqualTo("Hello");
        assertThat(sent.get(8).path("item")).isEqualTo(JSON.readTree("""
            {"id":"msg_0123456789abcdef0","type":"message","status":"completed","role":"assistant",
             "content":[{"type":"output_text","text":"Hello","annotations":[],"logprobs":[]}]}\
            """));
    }

    @Test
    void theLastEventHasTheWholeResponse() throws IOException {
        var sent = begin().text("Hello").finished(FinishReason.STOP);

        assertThat(sent.getFirst().path("response").path("status").asText()).isEqualTo("in_progress");
        assertThat(sent.getFirst().path("response").path("usage").isNull()).isTrue();
        var whole = new WholeResponse(HEAD, form(true), AnswerMemory.NONE);
        whole.add(new AnswerDelta.Text("Hello"));
        assertThat(sent.getLast().path("response"))
                .isEqualTo(JSON.readTree(whole.finish(new AnswerEnd(FinishReason.STOP, USAGE, COMPLETED))))
                .isEqualTo(JSON.readTree("""
                    {"id":"resp_0123456789abcdef","object":"response","created_at":1795000000,"status":"completed","completed_at":1795000007,
                     "error":null,"incomplete_details":null,"model":"tier-2","output":[{"id":"msg_0123456789abcdef0","type":"message",
                     "status":"completed","role":"assistant","content":[{"type":"output_text","text":"Hello","annotations":[],"logprobs":[]}]}],
                     "instructions":null,"metadata":{},"parallel_tool_calls":true,"previous_response_id":null,
                     "reasoning":{"effort":null,"summary":null},"store":false,"background":false,"temperature":1,"top_p":1,
                     "presence_penalty":0,"frequency_penalty":0,"text":{"format":{"type":"text"}},"tool_choice":"auto",
                     "tools":[{"type":"function","name":"f","description":null,"parameters":null,"strict":false},
                     {"type":"namespace","name":"n","tools":[{"type":"function","name":"f"}]},{"type":"custom","name":"patch"},
                     {"type":"tool_search","execution":"client"}],"truncation":"disabled","max_output_tokens":null,"max_tool_calls":null,
                     "top_logprobs":0,"service_tier":"default","safety_identifier":null,"prompt_cache_key":null,"user":null,
                     "usage":{"input_tokens":41,"input_tokens_details":{"cached_tokens":0,"cache_write_tokens":0},"output_tokens":12,
                     "output_tokens_details":{"reasoning_tokens":5},"total_tokens":53}}\
                    """));
    }

    @Test
    void oneItemIsClosedBeforeTheNextIsOpened() throws IOException {
        var sent = begin().text("I call.")
                .call(0, "f", "{\"a\"")
                .more(0, ":1}")
                .call(1, "n__f", "{}")
                .text("Done.")
                .finished(FinishReason.TOOL_CALLS);

        assertThat(types(sent))
                .containsExactly(
                        "created",
                        "in_progress",
                        "output_item.added 0",
                        "content_part.added 0",
                        "output_text.delta 0",
                        "output_text.done 0",
                        "content_part.done 0",
                        "output_item.done 0",
                        "output_item.added 1",
                        "function_call_arguments.delta 1",
                        "function_call_arguments.delta 1",
                        "function_call_arguments.done 1",
                        "output_item.done 1",
                        "output_item.added 2",
                        "function_call_arguments.delta 2",
                        "function_call_arguments.done 2",
                        "output_item.done 2",
                        "output_item.added 3",
                        "content_part.added 3",
                        "output_text.delta 3",
                        "output_text.done 3",
                        "content_part.done 3",
                        "output_item.done 3",
                        "completed");
        assertThat(sent.get(8).path("item")).isEqualTo(JSON.readTree("""
            {"id":"fc_0123456789abcdef1","type":"function_call","name":"f","arguments":"","call_id":"call_0","status":"in_progress"}\
            """));
        assertThat(sent.get(16).path("item")).isEqualTo(JSON.readTree("""
            {"id":"fc_0123456789abcdef2","type":"function_call","name":"f","namespace":"n","arguments":"{}","call_id":"call_1","status":"completed"}\
            """));
    }

    @Test
    void piecesOfALaterCallWaitUntilTheOneBeforeIsComplete() throws IOException {
        var sent = begin().call(0, "f", "{\"a\":")
                .call(1, "f", "{\"b\"")
                .more(0, "1")
                .more(1, ":2}")
                .more(0, "}")
                .finished(FinishReason.TOOL_CALLS);

        assertThat(types(sent))
                .containsSubsequence(
                        "output_item.added 0",
                        "function_call_arguments.done 0",
                        "output_item.done 0",
                        "output_item.added 1",
                        "output_item.done 1");
        assertThat(sent.getLast().path("response").path("output").findValuesAsText("arguments"))
                .containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void blankTextBeforeACallIsLeftOut() throws IOException {
        var sent = begin().text("\n").text("\n ").call(0, "f", "{}").text(" \n").finished(FinishReason.TOOL_CALLS);

        assertThat(sent.getLast().path("response").path("output").findValuesAsText("type"))
                .containsExactly("function_call");
        assertThat(events(true).finish(new AnswerEnd(FinishReason.STOP, USAGE, COMPLETED)))
                .asString(UTF_8)
                .contains("\"output\":[]");
    }

    @Test
    void blankTextBeforeTextBelongsToIt() throws IOException {
        var sent = begin().text("\n").text("Hi").finished(FinishReason.STOP);

        assertThat(sent.get(4).path("delta").asText()).isEqualTo("\nHi");
    }

    @Test
    void aCustomToolGetsItsPlainInput() throws IOException {
        var sent = begin().call(0, "patch", "{\"input\":\"a").more(0, "\\nb\"}").finished(FinishReason.TOOL_CALLS);

        assertThat(types(sent).subList(2, 6))
                .containsExactly(
                        "output_item.added 0",
                        "custom_tool_call_input.delta 0",
                        "custom_tool_call_input.done 0",
                        "output_item.done 0");
        assertThat(sent.get(3).path("delta").asText()).isEqualTo("a\nb");
        assertThat(sent.get(5).path("item")).isEqualTo(JSON.readTree("""
            {"id":"ctc_0123456789abcdef0","type":"custom_tool_call","name":"patch","input":"a\\nb","call_id":"call_0","status":"completed"}\
            """));
    }

    @Test
    void aCustomToolGetsWhatTheModelWroteInAnotherForm() {
        assertThat(Arguments.freeText("{\"patch\":\"x\"}")).isEqualTo("x");
        assertThat(Arguments.freeText("*** Begin Patch")).isEqualTo("*** Begin Patch");
        assertThat(Arguments.freeText("{\"input\":\"x\",\"note\":\"y\"}")).isEqualTo("x");
        assertThat(Arguments.freeText("{\"a\":1,\"b\":2}")).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(Arguments.freeText("{}")).isEmpty();
    }

    @Test
    void aSearchForToolsIsTheClientsToExecute() throws IOException {
        var sent = begin().call(0, "tool_search", "{\"q\":\"x\"}").finished(FinishReason.TOOL_CALLS);

        assertThat(types(sent).subList(2, 4)).containsExactly("output_item.added 0", "output_item.done 0");
        assertThat(sent.get(3).path("item")).isEqualTo(JSON.readTree("""
            {"id":"tsc_0123456789abcdef0","type":"tool_search_call","execution":"client","arguments":{"q":"x"},"call_id":"call_0","status":"completed"}\
            """));
    }

    @Test
    void theStateOfTheReasoningIsAnItemBeforeWhatFollows() throws IOException {
        begin();
        bytes.writeBytes(events.delta(new AnswerDelta.SealedReasoning("v1.k1.AAAA")));
        var sent = call(0, "f", "{}").finished(FinishReason.TOOL_CALLS);

        assertThat(types(sent).subList(2, 5))
                .containsExactly("output_item.added 0", "output_item.done 0", "output_item.added 1");
        assertThat(sent.get(2).path("item")).isEqualTo(JSON.readTree("""
            {"id":"rs_0123456789abcdef0","type":"reasoning","summary":[],"encrypted_content":null,"status":"in_progress"}\
            """));
        assertThat(sent.get(3).path("item")).isEqualTo(JSON.readTree("""
            {"id":"rs_0123456789abcdef0","type":"reasoning","summary":[],"encrypted_content":"v1.k1.AAAA","status":"completed"}\
            """));
    }

    @Test
    void moreThanOneCallIsCutOffIfTheClientWantsOne() throws IOException {
        events = events(false);
        var sent = begin().call(0, "f", "{}").call(1, "f", "{").more(1, "}").finished(FinishReason.TOOL_CALLS);

        assertThat(sent.getLast().path("response").path("output")).hasSize(1);
    }

    @Test
    void anAnswerThatReachesTheCapIsIncomplete() throws IOException {
        var sent = begin().text("Hi").call(0, "f", "{\"a").finished(FinishReason.LENGTH);

        var response = sent.getLast().path("response");
        assertThat(sent.getLast().path("type").asText()).isEqualTo("response.incomplete");
        assertThat(response.path("status").asText()).isEqualTo("incomplete");
        assertThat(response.path("incomplete_details").path("reason").asText()).isEqualTo("max_output_tokens");
        assertThat(response.path("completed_at").isNull()).isTrue();
        assertThat(response.path("output").findValuesAsText("status")).containsExactly("completed", "incomplete");
        assertThat(sent.get(sent.size() - 2).path("item").path("status").asText())
                .isEqualTo("incomplete");
        assertThat(new String(events(true).finish(new AnswerEnd(FinishReason.CONTENT_FILTER, USAGE, COMPLETED)), UTF_8))
                .contains("\"incomplete_details\":{\"reason\":\"content_filter\"}");
    }

    @Test
    void aFailureIsToldInTwoEvents() throws IOException {
        begin().text("Hi");
        bytes.writeBytes(events.error(ApiErrors.serviceUnavailable()));
        var sent = sent();

        assertThat(types(sent)).endsWith("output_text.delta 0", "error", "failed");
        var message = ApiErrors.serviceUnavailable().message();
        assertThat(sent.get(5)).isEqualTo(JSON.readTree("""
            {"type":"error","sequence_number":5,"code":"server_error","message":"%s","param":null,
             "error":{"message":"%s","type":"server_error","param":null,"code":"server_error"}}\
            """.formatted(message, message)));
        assertThat(sent.get(6).path("response").path("status").asText()).isEqualTo("failed");
        assertThat(sent.get(6).path("response").path("error"))
                .isEqualTo(JSON.readTree("{\"code\":\"server_error\",\"message\":\"" + message + "\"}"));
    }

    @Test
    void aWaitingClientGetsAComment() {
        assertThat(new String(events.keepAlive(), UTF_8)).isEqualTo(": ping\n");
    }
}
