package ai.tierup.simulators.dynamodb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** DynamoDB Local as a child process that ends with this one, shared by all tests of a module. */
public final class LocalDynamoDb {

    public static final URI ENDPOINT = start();

    private static final String READY = "dynamodb-local ready on ";

    private LocalDynamoDb() {}

    private static URI start() {
        try {
            var classPathFile = Path.of(System.getProperty("tierup.dynamodb-local.classpath"));
            var process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:+UseSerialGC",
                            "-XX:AOTCache=" + classPathFile.resolveSibling("start.aot"),
                            "-Xlog:aot*=off",
                            "-cp",
                            Files.readString(classPathFile).strip(),
                            "ai.tierup.dynamodblocal.DynamoDbLocal",
                            "0"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            var line = out.readLine();
            return URI.create("http://" + line.substring(READY.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
