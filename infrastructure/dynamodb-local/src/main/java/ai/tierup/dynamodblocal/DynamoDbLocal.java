package ai.tierup.dynamodblocal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs DynamoDB Local on the loopback address for as long as standard input stays open.
 *
 * <p>The first argument is the port; 0 chooses a free one. The optional second is the folder for the tables, which are
 * otherwise kept in memory. Once it answers requests, it prints {@code dynamodb-local ready on 127.0.0.1:<port>}.
 */
public final class DynamoDbLocal {
    private DynamoDbLocal() {}

    public static void main(String[] arguments) throws Exception {
        String folder = arguments.length < 2
                ? null
                : Files.createDirectories(Path.of(arguments[1])).toString();
        var server = LocalServer.start(Integer.parseInt(arguments[0]), folder);
        System.out.println("dynamodb-local ready on 127.0.0.1:" + server.port());
        // Ctrl-C reaches the whole process group. The parent still needs the database then, so only the end of input
        // ends this process.
        Runtime.getRuntime().addShutdownHook(new Thread(DynamoDbLocal::awaitEndOfInput));
        awaitEndOfInput();
        server.stop();
        System.exit(0);
    }

    private static void awaitEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
