package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * An upstream that tells as much as it can about itself: ten families of models at eight hosts, each in ids, names, fields, headers, errors
 * and details of its own. Words in the prompt select the answer. Everything that must not reach a customer contains
 * {@link #SECRET} or has a form that {@link #FORMS} describes.
 */
final class LeakyUpstream implements AutoCloseable {

    static final String SECRET = "LEAK";

    private static final List<String> WHOLE_ARGUMENTS = List.of("{\\\"zone\\\":\\\"UTC\\\"}");

    /** The text that a model says, token by token, and which customers get. */
    static final List<String> TOKENS =
            List.of("It", " is", " noon", " in", " Reykjavik", ",", " and", " all", " is", " well", ".");

    /** What we pay for an answer. No tier's prices come to it. */
    static final String COST_USD = "0.000123457";

    /** The forms of upstream's ids. */
    static final Pattern FORMS = Pattern.compile(
            "\"(gen-|toolu_|functions\\.|chatcmpl-tool|call_00_|tool_0_|msg_|resp_|rs_|fp_|q9Xy7Zw2K\")");

    /** The arguments of a tool call, token by token. */
    static final List<String> ARGUMENTS =
            List.of("{\\\"", "zone", "\\\":\\\"", "Atlantic", "/", "Reyk", "javik", "\\\"}");

    /** How often {@link Kind#LONG} repeats the text. */
    static final int REPETITIONS = 100;

    /** Longer than deltas are held to be sent together, so that each token would be sent alone if they were not cut anew. */
    private static final Duration PACE = Duration.ofMillis(30);

    /** What a kind of answer is meant to be. */
    enum Kind {
        TEXT,
        TOOL,
        REASONING,
        REASONED_TOOL,
        FILTERED,
        WHOLE,
        REFUSED,
        LIMITED,
        BROKEN,
        PACED_TEXT,
        PACED_TOOL,
        LONG;

        /** The kinds whose answers take no time. */
        static List<Kind> immediate() {
            return List.of(TEXT, TOOL, REASONING, REASONED_TOOL, FILTERED, WHOLE, REFUSED, LIMITED, BROKEN);
        }
    }

    /** A family's forms of ids, in its own finish reasons and reasoning details. */
    enum Family {
        CLAUDE(0, "toolu_01LEAK", "end_turn", "anthropic-claude-v1", "Amazon Bedrock"),
        GPT(1, "call_LEAK", "completed", "openai-responses-v1", "Azure"),
        GEMINI(2, "tool_0_f_LEAK", "STOP", "google-gemini-v1", "Google Vertex"),
        DEEPSEEK(3, "call_00_LEAK", "stop", "unknown", "DeepInfra"),
        MISTRAL(4, "q9Xy7Zw2K", "stop", "unknown", "Mistral"),
        KIMI(5, "functions.f:0", "stop", "unknown", "Fireworks"),
        QWEN(6, "chatcmpl-tool-LEAK", "stop", "unknown", "Novita"),
        GROK(7, "call_LEAKx", "completed", "xai-responses-v1", "xAI"),
        LLAMA(8, "call_LEAKm", "eos", "meta-responses-v1", "Groq"),
        GLM(9, "call_LEAKz", "stop", "unknown", "DeepInfra");

        private final int number;
        private final String toolCallId;
        private final String nativeFinish;
        private final String reasoningFormat;
        private final String host;

        Family(int number, String toolCallId, String nativeFinish, String reasoningFormat, String host) {
            this.number = number;
            this.toolCallId = toolCallId;
            this.nativeFinish = nativeFinish;
            this.reasoningFormat = reasoningFormat;
            this.host = host;
        }
    }

    /** A request as it arrived. */
    record Received(String headers, JsonNode body) {}

    private final HttpServer server;
    private final Queue<Received> requests = new ConcurrentLinkedQueue<>();

    private LeakyUpstream(HttpServer server) {
        this.server = server;
    }

    static LeakyUpstream start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var upstream = new LeakyUpstream(server);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", upstream::answer);
        server.start();
        return upstream;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** The prompt that selects an answer. Those of one kind have the same number of tokens. */
    static String words(Family family, Kind kind) {
        return "Please: " + family.number + "-" + kind;
    }

    Queue<Received> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = RunningService.JSON.readTree(exchange.getRequestBody());
            requests.add(new Received(exchange.getRequestHeaders().toString().toLowerCase(Locale.ROOT), body));
            var prompt = body.toString();
            for (var family : Family.values()) {
                for (var kind : Kind.values()) {
                    if (prompt.contains(words(family, kind))) {
                        answer(exchange, family, kind);
                        return;
                    }
                }
            }
            answer(exchange, Family.CLAUDE, Kind.TEXT);
        }
    }

    private static void answer(HttpExchange exchange, Family family, Kind kind) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("x-generation-id", "gen-LEAK");
        headers.set("cf-ray", "LEAK");
        headers.set("server", "LEAK");
        headers.set("openai-organization", "LEAK");
        headers.set("anthropic-ratelimit-requests-remaining", "LEAK");
        headers.set("x-openrouter-cache-status", "LEAK");
        switch (kind) {
            case TEXT -> stream(exchange, family, text(family));
            case TOOL -> stream(exchange, family, tool(family, WHOLE_ARGUMENTS));
            case REASONING -> stream(exchange, family, reasoning(family) + text(family));
            case REASONED_TOOL -> stream(exchange, family, reasoning(family) + tool(family, WHOLE_ARGUMENTS));
            case FILTERED -> send(exchange, 200, "text/event-stream", text(family) + end(family, "\"content_filter\""));
            case LONG -> stream(exchange, family, text(family).repeat(REPETITIONS));
            case PACED_TEXT -> paced(exchange, family, text(family));
            case PACED_TOOL -> paced(exchange, family, tool(family, ARGUMENTS));
            case WHOLE -> send(exchange, 200, "application/json", whole(family));
            case REFUSED -> send(exchange, 500, "application/json", "{" + error(family, 500, "server") + "}");
            case LIMITED ->
                send(exchange, 429, "application/json", "{" + error(family, 429, "rate_limit_exceeded") + "}");
            case BROKEN ->
                send(
                        exchange,
                        200,
                        "text/event-stream",
                        text(family) + "data: {" + error(family, 502, "provider_unavailable")
                                + ",\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\n");
        }
    }

    private static String envelope(Family family) {
        return """
            "id":"gen-LEAK-%s","provider":"%s LEAK","model":"LEAK/%s-20260423","system_fingerprint":"fp_LEAK","service_tier":"LEAK",\
            "openrouter_metadata":{"endpoint":"LEAK"},"debug":{"echo_upstream_body":{"model":"LEAK"}},"user_id":"user_LEAK","created":1,\
            "object":"chat.completion.chunk",\
            """.formatted(family, family.host, family);
    }

    private static String chunk(Family family, String delta, String finish) {
        return "data: {" + envelope(family) + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":"
                + finish
                + ",\"native_finish_reason\":\"" + family.nativeFinish
                + "LEAK\",\"logprobs\":{\"content\":[{\"token\":\"LEAK\",\"bytes\":[76],\"top_logprobs\":[]}]}}]}\n\n";
    }

    private static String text(Family family) {
        var chunks = new StringBuilder(": LEAK PROCESSING\n\n");
        for (var token : TOKENS) {
            chunks.append(chunk(
                    family,
                    "{\"role\":\"assistant\",\"model\":\"LEAK\",\"content\":\"" + token
                            + "\",\"annotations\":[{\"type\":\"file\",\"file\":{\"name\":\"LEAK\"}}],\"images\":[{\"image_url\":{\"url\":\"LEAK\"}}],"
                            + "\"audio\":{\"id\":\"LEAK\"}}",
                    "null"));
        }
        return chunks.toString();
    }

    private static String reasoning(Family family) {
        return chunk(
                family,
                "{\"reasoning\":\"LEAK I think\",\"reasoning_content\":\"LEAK I"
                        + " think\",\"reasoning_details\":[{\"type\":\"reasoning.encrypted\","
                        + "\"data\":\"" + "LEAK".repeat(1 + 9 * family.number)
                        + "\",\"signature\":\"LEAK\",\"id\":\"rs_LEAK\",\"format\":\""
                        + family.reasoningFormat + "\"}]}",
                "null");
    }

    private static String tool(Family family, List<String> arguments) {
        var chunks = new StringBuilder(
                call(family, "\"id\":\"" + family.toolCallId + "\",\"type\":\"function\",", "\"name\":\"f\",", ""));
        arguments.forEach(token -> chunks.append(call(family, "", "", token)));
        return chunks.toString();
    }

    private static String call(Family family, String id, String name, String arguments) {
        return chunk(
                family,
                "{\"tool_calls\":[{\"index\":3," + id + "\"function\":{" + name + "\"arguments\":\"" + arguments
                        + "\"},\"extra_content\":{\"google\":{\"thought_signature\":\"LEAK\"}}}]}",
                "null");
    }

    /** Each family's tokeniser makes another number of tokens of the same text. */
    private static String usage(Family family) {
        return """
            "usage":{"prompt_tokens":%1$d,"completion_tokens":%1$d,"total_tokens":20,"cost":%2$s,"is_byok":false,"server_tool_use":{"LEAK":1},\
            "prompt_tokens_details":{"cached_tokens":5,"audio_tokens":1,"LEAK":1},"cost_details":{"upstream_inference_cost":0.7,"LEAK":1}}\
            """.formatted(9 + 5 * family.number, COST_USD);
    }

    private static void stream(HttpExchange exchange, Family family, String content) throws IOException {
        send(exchange, 200, "text/event-stream", content + end(family, finishOf(content)));
    }

    /** Sends one event after the other, each after a pause. */
    private static void paced(HttpExchange exchange, Family family, String content) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        for (var event : (content + end(family, finishOf(content))).split("(?<=\n\n)", -1)) {
            LockSupport.parkNanos(PACE.toNanos());
            exchange.getResponseBody().write(event.getBytes(UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    private static String finishOf(String content) {
        return content.contains("tool_calls") ? "\"tool_calls\"" : "\"stop\"";
    }

    private static String end(Family family, String finish) {
        return chunk(family, "{}", finish) + "data: {" + envelope(family) + "\"choices\":[]," + usage(family)
                + "}\n\ndata: [DONE]\n\n";
    }

    private static String whole(Family family) {
        return "{" + envelope(family)
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"model\":\"LEAK\",\"content\":\""
                + String.join("", TOKENS)
                + "\",\"reasoning\":\"LEAK\"},\"finish_reason\":\"stop\",\"native_finish_reason\":\""
                + family.nativeFinish + "LEAK\"}]," + usage(family) + "}";
    }

    private static String error(Family family, int status, String type) {
        return """
            "error":{"message":"LEAK at https://api.LEAK.example: %s","code":%d,"metadata":{"provider_name":"%s LEAK","raw":"LEAK",\
            "provider_code":"LEAK","error_type":"%s","model_slug":"LEAK","previous_errors":[{"provider":"LEAK"}]},\
            "availability":{"requested_models":["LEAK"]}},"user_id":"user_LEAK\"\
            """.formatted(family, status, family.host, type);
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
}
