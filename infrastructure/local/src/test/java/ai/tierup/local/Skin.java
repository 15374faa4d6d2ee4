package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.api.SseReader;
import ai.tierup.local.RunningService.Api;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A public API through which the same question can be asked, and its answers read. */
enum Skin {
    CHAT("/v1/chat/completions", "messages", "chatcmpl-[a-z0-9]{16}|call_[0-9A-Za-z]{24}"),
    RESPONSES("/v1/responses", "input", "(resp|msg|fc|rs)_[a-z0-9]{16,20}|call_[0-9A-Za-z]{24}"),
    MESSAGES("/v1/messages", "messages", "msg_[a-z0-9]{16}|toolu_[0-9A-Za-z]{24}");

    private final String path;
    private final String conversation;
    private final Pattern ownIds;

    Skin(String path, String conversation, String ownIds) {
        this.path = path;
        this.conversation = conversation;
        this.ownIds = Pattern.compile(ownIds);
    }

    String path() {
        return path;
    }

    /** The name of the field that has the conversation. */
    String conversation() {
        return conversation;
    }

    /** The forms of the ids that the service gives to answers and tool calls. */
    Pattern ownIds() {
        return ownIds;
    }

    /** A question with an output cap of 300 tokens. */
    ObjectNode asking(String tier, String prompt, boolean stream) {
        var request = RunningService.JSON.createObjectNode().put("model", tier).put("stream", stream);
        request.put(this == RESPONSES ? "max_output_tokens" : "max_tokens", 300);
        request.putArray(conversation).addObject().put("role", "user").put("content", prompt);
        if (this == CHAT && stream) {
            request.putObject("stream_options").put("include_usage", true);
        }
        return request;
    }

    /** The tools of a request: one for each name, with one argument, {@code zone}. */
    ArrayNode tools(String... names) {
        var tools = RunningService.JSON.createArrayNode();
        for (var name : names) {
            var tool = tools.addObject();
            if (this != MESSAGES) {
                tool.put("type", "function");
            }
            var function = this == CHAT ? tool.putObject("function") : tool;
            var schema = function.put("name", name).putObject(this == MESSAGES ? "input_schema" : "parameters");
            schema.put("type", "object")
                    .putObject("properties")
                    .putObject("zone")
                    .put("type", "string");
        }
        return tools;
    }

    /** A request to another process of the service than the one that {@code Api} stands for. */
    static HttpRequest.Builder request(URI url, String key, JsonNode body) {
        return HttpRequest.newBuilder(url)
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .header("x-tierup-padding", "off")
                .POST(BodyPublishers.ofString(body.toString()));
    }

    HttpRequest.Builder request(Api api, String account, JsonNode body) {
        return request(api, account, body.toString());
    }

    HttpRequest.Builder request(Api api, String account, String body) {
        return api.request(account, path)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(Api api, String account, JsonNode body) throws IOException, InterruptedException {
        // Half a character can be sent only as an escape.
        var ascii = RunningService.JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
        return api.send(request(api, account, ascii.writeValueAsString(body)));
    }

    /** The texts of an answer, or of the pieces of a stream. */
    List<String> texts(HttpResponse<String> answer) throws IOException {
        return collect(answer, false);
    }

    /** The arguments of an answer's tool calls, or of the pieces of a stream. */
    List<String> arguments(HttpResponse<String> answer) throws IOException {
        return collect(answer, true);
    }

    private List<String> collect(HttpResponse<String> answer, boolean arguments) throws IOException {
        var found = new ArrayList<String>();
        if (isStream(answer)) {
            for (var event : events(answer.body())) {
                addTo(found, arguments ? argumentsPiece(event) : textPiece(event));
            }
        } else {
            var json = RunningService.JSON.readTree(answer.body());
            for (var text : arguments ? wholeArguments(json) : wholeTexts(json)) {
                addTo(found, text);
            }
        }
        return found;
    }

    private static void addTo(List<String> found, JsonNode text) {
        if (text.isObject() || (text.isTextual() && !text.textValue().isEmpty())) {
            found.add(text.isTextual() ? text.textValue() : text.toString());
        }
    }

    private JsonNode textPiece(JsonNode event) {
        return switch (this) {
            case CHAT -> event.at("/choices/0/delta/content");
            case RESPONSES -> ifType(event, "response.output_text.delta").path("delta");
            case MESSAGES -> event.at("/delta/text");
        };
    }

    private JsonNode argumentsPiece(JsonNode event) {
        return switch (this) {
            case CHAT -> event.at("/choices/0/delta/tool_calls/0/function/arguments");
            case RESPONSES ->
                ifType(event, "response.function_call_arguments.delta").path("delta");
            case MESSAGES -> event.at("/delta/partial_json");
        };
    }

    private static JsonNode ifType(JsonNode event, String type) {
        return event.path("type").asText().equals(type) ? event : RunningService.JSON.missingNode();
    }

    private List<JsonNode> wholeTexts(JsonNode answer) {
        return switch (this) {
            case CHAT -> List.of(answer.at("/choices/0/message/content"));
            case RESPONSES ->
                answer.path("output").findParents("text").stream()
                        .map(part -> part.path("text"))
                        .toList();
            case MESSAGES -> answer.path("content").findValues("text");
        };
    }

    private List<JsonNode> wholeArguments(JsonNode answer) {
        return switch (this) {
            case CHAT, RESPONSES -> answer.findValues("arguments");
            case MESSAGES -> answer.findValues("input");
        };
    }

    static boolean isStream(HttpResponse<String> answer) {
        return answer.headers().firstValue("content-type").orElse("").startsWith("text/event-stream");
    }

    /** The data of a stream's events, without the end mark. */
    static List<JsonNode> events(String body) throws IOException {
        var events = new ArrayList<JsonNode>();
        try (var reader = new SseReader(new ByteArrayInputStream(body.getBytes(UTF_8)))) {
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
}
