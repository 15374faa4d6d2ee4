package ai.tierup.functions.support.snapstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A local HTTP server that replaces DynamoDB and the default provider in a rehearsal. A get returns the item that was put. An update changes
 * nothing and returns the item that was put, which is enough for the service.
 */
final class StubBackends implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] ANSWER = """
            data: {"id":"gen-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"role":"assistant","content":"A rehearsal"},"finish_reason":null}]}

            data: {"id":"gen-1","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"content":" of an answer."},"finish_reason":"stop"}]}

            data: {"id":"gen-1","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5,"total_tokens":15}}

            data: [DONE]

            """.getBytes(UTF_8);

    private final Map<JsonNode, JsonNode> items = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private StubBackends(HttpServer server) {
        this.server = server;
    }

    static StubBackends start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var backends = new StubBackends(server);
        server.setExecutor(backends.threads);
        server.createContext(
                "/", exchange -> answer(exchange, "application/x-amz-json-1.0", backends.dynamoDb(exchange)));
        server.createContext("/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answer(exchange, "text/event-stream", ANSWER);
        });
        server.start();
        return backends;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("content-type", contentType);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private byte[] dynamoDb(HttpExchange exchange) throws IOException {
        var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        var request = JSON.readTree(exchange.getRequestBody());
        return JSON.writeValueAsBytes(
                switch (target.substring(target.indexOf('.') + 1)) {
                    case "PutItem" -> put(request);
                    case "TransactWriteItems" -> {
                        request.path("TransactItems").forEach(item -> put(item.path("Put")));
                        yield JSON.createObjectNode();
                    }
                    case "GetItem" -> found("Item", request);
                    case "BatchGetItem" -> batch(request.path("RequestItems"));
                    case "UpdateItem" ->
                        request.path("ReturnValues").asText().equals("ALL_NEW")
                                ? found("Attributes", request)
                                : JSON.createObjectNode();
                    case "Query" ->
                        JSON.createObjectNode()
                                .put("Count", 0)
                                .put("ScannedCount", 0)
                                .set("Items", JSON.createArrayNode());
                    case String other -> throw new IOException("Not supported: " + other);
                });
    }

    private JsonNode put(JsonNode request) {
        var item = request.path("Item");
        items.put(key(request.path("TableName"), item), item);
        return JSON.createObjectNode();
    }

    private JsonNode found(String name, JsonNode request) {
        var item = items.get(key(request.path("TableName"), request.path("Key")));
        var answer = JSON.createObjectNode();
        return item == null ? answer : answer.set(name, item);
    }

    private JsonNode batch(JsonNode requested) {
        var answer = JSON.createObjectNode();
        var tables = answer.putObject("Responses");
        answer.putObject("UnprocessedKeys");
        requested.properties().forEach(table -> {
            var found = tables.putArray(table.getKey());
            for (var attributes : table.getValue().path("Keys")) {
                var item = items.get(key(TextNode.valueOf(table.getKey()), attributes));
                if (item != null) {
                    found.add(item);
                }
            }
        });
        return answer;
    }

    private static ObjectNode key(JsonNode table, JsonNode attributes) {
        ObjectNode key = JSON.createObjectNode();
        key.set("table", table);
        key.set("pk", attributes.path("pk"));
        key.set("sk", attributes.path("sk"));
        return key;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
