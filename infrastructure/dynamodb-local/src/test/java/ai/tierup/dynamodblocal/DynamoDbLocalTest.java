package ai.tierup.dynamodblocal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
final class DynamoDbLocalTest {
    private static final int SIGTERM_EXIT = 143;
    private static final String CREATE_TABLE = """
            {"TableName":"kept","BillingMode":"PAY_PER_REQUEST",
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
             "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}""";

    @TempDir
    Path workingFolder;

    @Test
    void answersRequestsAsSoonAsItPrintsReady() throws Exception {
        try (var local = new Child(workingFolder, "0")) {
            assertThat(local.call("ListTables", "{}")).isEqualTo("{\"TableNames\":[]}");
        }
    }

    @Test
    void exitsAtTheEndOfInputAndLeavesNoFiles() throws Exception {
        try (var local = new Child(workingFolder, "0")) {
            local.call("ListTables", "{}");

            assertThat(local.exitAfterEndOfInput()).isZero();
            assertThat(workingFolder).isEmptyDirectory();
        }
    }

    @Test
    void answersAfterASignalUntilTheEndOfInput() throws Exception {
        try (var local = new Child(workingFolder, "0")) {
            local.call("ListTables", "{}");

            local.process.toHandle().destroy();

            assertThat(local.call("ListTables", "{}")).isEqualTo("{\"TableNames\":[]}");
            assertThat(local.exitAfterEndOfInput()).isEqualTo(SIGTERM_EXIT);
        }
    }

    @Test
    void keepsItsTablesInTheFolder() throws Exception {
        Path data = workingFolder.resolve("data").resolve("tables");
        try (var local = new Child(workingFolder, "0", data.toString())) {
            local.call("CreateTable", CREATE_TABLE);
            local.exitAfterEndOfInput();
        }
        try (var local = new Child(workingFolder, "0", data.toString())) {
            assertThat(local.call("ListTables", "{}")).isEqualTo("{\"TableNames\":[\"kept\"]}");
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        try (var local = new Child(workingFolder, "0");
                var socket = new Socket()) {
            // A listener on every interface would answer here too, because all of 127.0.0.0/8 is this machine.
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.2", local.port), 2_000))
                    .isInstanceOf(IOException.class);
        }
    }

    /** The program in another JVM whose input is a pipe, as {@code scripts/start} runs it. */
    private static final class Child implements AutoCloseable {
        private static final String READY = "dynamodb-local ready on 127.0.0.1:";
        private static final String CREDENTIAL =
                "AWS4-HMAC-SHA256 Credential=local/20261124/us-east-1/dynamodb/aws4_request,"
                        + " SignedHeaders=host, Signature=0";

        private final Process process;
        private final int port;

        Child(Path workingFolder, String... arguments) throws IOException {
            var classPathFile = Path.of(System.getProperty("tierup.dynamodb-local.classpath"));
            var command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-XX:AOTCache=" + classPathFile.resolveSibling("start.aot"),
                    "-XX:AOTMode=on", // Does not start without a cache that fits.
                    "-Xlog:aot*=off",
                    "-cp",
                    Files.readString(classPathFile).strip(),
                    DynamoDbLocal.class.getName()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .directory(workingFolder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String line = process.inputReader(UTF_8).readLine();
            assertThat(line).startsWith(READY);
            port = Integer.parseInt(line.substring(READY.length()));
        }

        String call(String operation, String body) throws Exception {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                    .header("content-type", "application/x-amz-json-1.0")
                    .header("x-amz-target", "DynamoDB_20120810." + operation)
                    .header("authorization", CREDENTIAL)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            try (var client = HttpClient.newHttpClient()) {
                return client.send(request, BodyHandlers.ofString()).body();
            }
        }

        int exitAfterEndOfInput() throws Exception {
            process.outputWriter(UTF_8).close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
