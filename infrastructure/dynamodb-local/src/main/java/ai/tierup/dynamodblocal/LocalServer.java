package ai.tierup.dynamodblocal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.logging.LogManager;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local on a port of the loopback address.
 *
 * <p>DynamoDB Local's own runner is not used, because it listens on every interface, does not accept port 0, and sends
 * telemetry.
 */
final class LocalServer {
    private static final String CREDENTIAL =
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";

    private final LocalDynamoDBRequestHandler requests;
    private final Server server;

    private LocalServer(LocalDynamoDBRequestHandler requests, Server server) {
        this.requests = requests;
        this.server = server;
    }

    /**
     * Starts it, and returns when it answers requests.
     *
     * @param port 0 for a free one
     * @param folder the existing folder for the tables; null to keep them in memory
     */
    static LocalServer start(int port, @Nullable String folder) throws Exception {
        LogManager.getLogManager().reset(); // SQLite would log each file that it opens to the parent's terminal.
        // Errors go to standard error. Log4j's full implementation takes a tenth of the start to find that it has no
        // configuration.
        System.setProperty("log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        var requests = new LocalDynamoDBRequestHandler(0, folder == null, folder, true, false);
        var server = new Server(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        server.setHandler(new LocalDynamoDBServerHandler(requests, "http://127.0.0.1"));
        server.start();
        var started = new LocalServer(requests, server);
        // The first request loads many classes. On a busy machine that takes longer than a client's timeout.
        started.send("ListTables", "{}");
        return started;
    }

    int port() {
        return server.getURI().getPort();
    }

    /**
     * Sends a request.
     *
     * @throws IOException if the answer is an error
     */
    void send(String operation, String body) throws IOException {
        var request = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port()).toURL().openConnection();
        request.setDoOutput(true);
        request.setRequestProperty("content-type", "application/x-amz-json-1.0");
        request.setRequestProperty("x-amz-target", "DynamoDB_20120810." + operation);
        request.setRequestProperty("authorization", CREDENTIAL);
        request.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        try (var answer = request.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }

    void stop() throws Exception {
        server.stop();
        requests.shutdown();
    }
}
