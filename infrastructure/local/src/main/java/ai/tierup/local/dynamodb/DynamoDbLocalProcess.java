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
import java.util.Optional;

/**
 * DynamoDB Local as a child process. It ends when its standard input does: on {@link #close}, and also when this process dies.
 */
public final class DynamoDbLocalProcess implements AutoCloseable {

    private static final String READY = "dynamodb-local ready on ";

    private final Process process;
    private final URI endpoint;

    private DynamoDbLocalProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts it on a free port and returns when it answers.
     *
     * @param classPathFile the file with the module's class path, which its build writes beside the AOT cache
     * @param tables the folder for the tables; empty to keep them in memory
     * @throws IOException if it does not start
     */
    public static DynamoDbLocalProcess start(Path classPathFile, Optional<Path> tables) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
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
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(READY)) {
                Thread.ofVirtual().start(() -> out.lines().forEach(ignored -> {}));
                return new DynamoDbLocalProcess(process, URI.create("http://" + line.substring(READY.length())));
            }
        }
        throw new IOException("DynamoDB Local did not start. Run scripts/test for details.");
    }

    public URI endpoint() {
        return endpoint;
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
