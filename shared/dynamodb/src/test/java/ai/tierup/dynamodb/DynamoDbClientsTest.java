package ai.tierup.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests for the time that a database has to answer. */
@Tag("store")
class DynamoDbClientsTest {

    private static final long LATE_MILLIS = 3_500;

    @Test
    void aDatabaseOnABusyMachineMayAnswerLaterThanAwss() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var late = CompletableFuture.delayedExecutor(LATE_MILLIS, TimeUnit.MILLISECONDS);
        server.createContext("/", exchange -> late.execute(() -> answer(exchange)));
        server.start();
        var endpoint =
                Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
        try (var connections = DynamoDbClients.connections(endpoint);
                var clients = DynamoDbClients.of("us-east-1", endpoint, connections)) {
            assertThat(clients.once().listTables().tableNames()).containsExactly("wallets");
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) {
        var body = "{\"TableNames\":[\"wallets\"]}".getBytes(UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
