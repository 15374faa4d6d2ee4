package ai.tierup.bench.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** One of the APIs through which models are asked. */
enum WireApi {
    CHAT("/v1/chat/completions", "messages", "data: \\[DONE]|\"error\""),
    RESPONSES("/v1/responses", "input", "response.completed|response.incomplete|response.failed|event: error"),
    MESSAGES("/v1/messages", "messages", "message_stop|event: error");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_TOKENS = 300;

    private final String path;
    private final String conversation;
    private final Pattern ends;

    WireApi(String path, String conversation, String ends) {
        this.path = path;
        this.conversation = conversation;
        this.ends = Pattern.compile(ends);
    }

    String path() {
        return path;
    }

    /** Whether a stream has come to its end, good or bad. */
    boolean isEnded(String stream) {
        return ends.matcher(stream).find();
    }

    /** A request with a question. */
    ObjectNode asking(String tier, String question, boolean stream) {
        var request = JSON.createObjectNode().put("model", tier).put("stream", stream);
        request.put(this == RESPONSES ? "max_output_tokens" : "max_tokens", MAX_TOKENS);
        say(request.putArray(conversation), question);
        return request;
    }

    /** Offers a tool to the model. */
    void offerTool(ObjectNode request) {
        var tool = request.putArray("tools").addObject();
        if (this != MESSAGES) {
            tool.put("type", "function");
        }
        var function = this == CHAT ? tool.putObject("function") : tool;
        var schema = function.put("name", "read_clock").putObject(this == MESSAGES ? "input_schema" : "parameters");
        schema.put("type", "object").putObject("properties").putObject("zone").put("type", "string");
    }

    /** Adds a whole answer to the conversation, and the user's next turn: the results of its tool calls, or a question. */
    void goOn(ObjectNode request, JsonNode answer, String question) {
        var turns = (ArrayNode) request.path(conversation);
        var calls = calls(answer);
        switch (this) {
            case CHAT -> turns.add(answer.at("/choices/0/message"));
            case RESPONSES -> answer.path("output").forEach(turns::add);
            case MESSAGES -> turns.addObject().put("role", "assistant").set("content", answer.path("content"));
        }
        if (calls.isEmpty()) {
            say(turns, question);
        } else {
            calls.forEach(id -> addResult(turns, id));
        }
    }

    private List<String> calls(JsonNode answer) {
        return switch (this) {
            case CHAT ->
                answer.at("/choices/0/message/tool_calls")
                        .valueStream()
                        .map(call -> call.path("id").asText())
                        .toList();
            case RESPONSES ->
                answer.path("output")
                        .valueStream()
                        .filter(item -> item.path("type").asText().equals("function_call"))
                        .map(call -> call.path("call_id").asText())
                        .toList();
            case MESSAGES ->
                answer.path("content")
                        .valueStream()
                        .filter(block -> block.path("type").asText().equals("tool_use"))
                        .map(call -> call.path("id").asText())
                        .toList();
        };
    }

    private void addResult(ArrayNode turns, String id) {
        var result = "It is noon.";
        switch (this) {
            case CHAT ->
                turns.addObject().put("role", "tool").put("tool_call_id", id).put("content", result);
            case RESPONSES ->
                turns.addObject()
                        .put("type", "function_call_output")
                        .put("call_id", id)
                        .put("output", result);
            case MESSAGES ->
                turns.addObject()
                        .put("role", "user")
                        .putArray("content")
                        .addObject()
                        .put("type", "tool_result")
                        .put("tool_use_id", id)
                        .put("content", result);
        }
    }

    private static void say(ArrayNode turns, String text) {
        turns.addObject().put("role", "user").put("content", text);
    }
}
