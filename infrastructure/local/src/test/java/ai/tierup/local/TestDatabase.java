package ai.tierup.local;

import ai.tierup.dynamodb.DynamoDbClients;
import ai.tierup.local.dynamodb.DynamoDbLocalProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A DynamoDB Local without tables, for one service at a time. It is used again, because the first requests to a new one take seconds of
 * processor time.
 *
 * @param clients to delete the tables
 */
record TestDatabase(DynamoDbLocalProcess process, DynamoDbClients clients) implements AutoCloseable {

    private static final Path CLASS_PATH = Path.of(System.getProperty("tierup.dynamodb-local.classpath"));

    /** Those that no service uses. They end with this JVM. */
    private static final Queue<TestDatabase> IDLE = new ConcurrentLinkedQueue<>();

    /** Returns one that no service uses, and starts it if there is none. */
    static TestDatabase take() throws IOException {
        var idle = IDLE.poll();
        return idle == null ? start() : idle;
    }

    private static TestDatabase start() throws IOException {
        var process = DynamoDbLocalProcess.start(CLASS_PATH, Optional.empty());
        var endpoint = Optional.of(process.endpoint());
        return new TestDatabase(
                process, DynamoDbClients.of("us-east-1", endpoint, DynamoDbClients.connections(endpoint)));
    }

    URI endpoint() {
        return process.endpoint();
    }

    /** Deletes all tables, and keeps the process for the next service. The one that has used it must have ended. */
    @Override
    public void close() {
        for (var table : clients.retrying().listTables().tableNames()) {
            clients.retrying().deleteTable(delete -> delete.tableName(table));
        }
        IDLE.add(this);
    }
}
