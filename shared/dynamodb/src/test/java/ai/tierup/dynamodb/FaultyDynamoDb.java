package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;

/** A proxy before DynamoDB Local. Each queued fault affects one request; all others are forwarded. */
final class FaultyDynamoDb implements AutoCloseable {

    enum Fault {
        CONFLICT(400, "TransactionConflictException"),
        TABLE_THROTTLED(400, "ProvisionedThroughputExceededException"),
        ACCOUNT_THROTTLED(400, "ThrottlingException"),
        INVALID(400, "ValidationException"),
        FORBIDDEN(400, "AccessDeniedException"),
        SERVER_ERROR(500, "InternalServerError"),
        /** The connection closes before the request reaches the store. */
        LOST(0, ""),
        /** The store executes the request, but the connection closes before its answer. */
        ANSWER_LOST(0, "");

        private final int status;
        private final String type;

        Fault(int status, String type) {
            this.status = status;
            this.type = type;
        }
    }

    final Deque<Fault> faults = new ArrayDeque<>();
    final DynamoDbClients clients;
    private final URI store = LocalTables.CLIENTS
            .retrying()
            .serviceClientConfiguration()
            .endpointOverride()
            .orElseThrow();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private int requests;

    FaultyDynamoDb() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(
                Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", this::handle);
        server.start();
        var endpoint =
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        clients = DynamoDbClients.of("us-east-1", endpoint, DynamoDbClients.connections(endpoint));
    }

    /** The number of requests that arrived. */
    int requests() {
        return requests;
    }

    void stopListening() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests++;
        try (exchange) {
            var request = exchange.getRequestBody().readAllBytes();
            switch (faults.poll()) {
                case null -> answer(exchange, forward(exchange, request));
                case ANSWER_LOST -> forward(exchange, request);
                case LOST -> {}
                case Fault fault -> {
                    var body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"queued\"}"
                            .formatted(fault.type);
                    answer(exchange, fault.status, body.getBytes(UTF_8));
                }
            }
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(store).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (var name : new String[] {"X-Amz-Target", "X-Amz-Date", "Authorization", "Content-Type"}) {
            request.header(name, exchange.getRequestHeaders().getFirst(name));
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        answer(exchange, response.statusCode(), response.body());
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        clients.close();
        stopListening();
        http.close();
    }
}
