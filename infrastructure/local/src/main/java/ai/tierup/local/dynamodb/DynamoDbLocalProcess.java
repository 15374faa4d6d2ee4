package ai.tierup.local.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB Local as a child process. It ends when its standard input does: on {@link #close}, and also when this process dies.
 */
public final class DynamoDbLocalProcess implements AutoCloseable {

    private static final String READY = "dynamodb-local ready on ";

    private final Process process;
    private final BufferedReader out;
    private @Nullable URI endpoint;

    private DynamoDbLocalProcess(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** {@link #begin}, then {@link #awaitReady}. */
    public static DynamoDbLocalProcess start(Path classPathFile, Optional<Path> tables) throws IOException {
        var database = begin(classPathFile, tables);
        database.awaitReady();
        return database;
    }

    /**
     * Begins to start it on a free port, and returns at once, so that the caller can do something else meanwhile.
     *
     * @param classPathFile the file with the module's class path, which its build writes beside the AOT cache
     * @param tables the folder for the tables; empty to keep them in memory
     * @throws IOException if there is no such program
     */
    public static DynamoDbLocalProcess begin(Path classPathFile, Optional<Path> tables) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileThresholdScaling=3", // A start compiles less of what it runs only a few times.
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-XX:AOTCache=" + classPathFile.resolveSibling("start.aot"),
                "-Xlog:aot*=off", // Without a cache that fits this JVM, it starts without one.
                "-cp",
                Files.readString(classPathFile).strip(),
                "ai.tierup.dynamodblocal.DynamoDbLocal",
                "0"));
        if (tables.isPresent()) {
            Files.createDirectories(tables.get());
            command.add(tables.get().toString());
        }
        return new DynamoDbLocalProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /**
     * Waits until it answers, and returns where.
     *
     * @throws IOException if it does not start
     */
    public URI awaitReady() throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(() -> out.lines().forEach(ignored -> {}));
                endpoint = URI.create("http://" + line.substring(READY.length()));
                return endpoint;
            }
        }
        throw new IOException("DynamoDB Local did not start. Run scripts/test for details.");
    }

    /** Where it answers, once it is ready. */
    public URI endpoint() {
        return Objects.requireNonNull(endpoint);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
