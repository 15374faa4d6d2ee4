package ai.tierup.dynamodblocal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.LogManager;
import org.eclipse.jetty.server.Server;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * Runs DynamoDB Local on the loopback address for as long as standard input stays open.
 *
 * <p>The first argument is the port; 0 chooses a free one. The optional second is the folder for the tables, which are
 * otherwise kept in memory. Once it answers requests, it prints {@code dynamodb-local ready on 127.0.0.1:<port>}.
 *
 * <p>It starts the server itself, because DynamoDB Local's own runner listens on every interface, does not accept port
 * 0, and sends telemetry.
 */
public final class DynamoDbLocal {
    private DynamoDbLocal() {}

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset(); // SQLite would log each file that it opens to the parent's terminal.
        boolean inMemory = arguments.length < 2;
        String folder =
                inMemory ? null : Files.createDirectories(Path.of(arguments[1])).toString();
        var requests = new LocalDynamoDBRequestHandler(0, inMemory, folder, true, false);
        var server =
                new Server(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), Integer.parseInt(arguments[0])));
        server.setHandler(new LocalDynamoDBServerHandler(requests, "http://127.0.0.1"));
        server.start();
        answerOnce(server.getURI().getPort());
        System.out.println(
                "dynamodb-local ready on 127.0.0.1:" + server.getURI().getPort());
        // Ctrl-C reaches the whole process group. The parent still needs the database then, so only the end of input
        // ends this process.
        Runtime.getRuntime().addShutdownHook(new Thread(DynamoDbLocal::awaitEndOfInput));
        awaitEndOfInput();
        server.stop();
        requests.shutdown();
        System.exit(0);
    }

    /** Sends a first request, which loads many classes. On a busy machine that takes longer than a client's timeout. */
    private static void answerOnce(int port) throws IOException {
        var request = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port).toURL().openConnection();
        request.setDoOutput(true);
        request.setRequestProperty("content-type", "application/x-amz-json-1.0");
        request.setRequestProperty("x-amz-target", "DynamoDB_20120810.ListTables");
        request.setRequestProperty(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        request.getOutputStream().write('{');
        request.getOutputStream().write('}');
        try (var answer = request.getInputStream()) {
            answer.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
