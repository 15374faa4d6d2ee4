package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the wrapper script with a fake java that prints its arguments. */
class WrapperScriptTest {

    private static final Path SCRIPT =
            Path.of(System.getProperty("tierup.home"), "functions/src/main/lambda/stream-runtime");

    private static final String STOCK_MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    @TempDir
    Path folder;

    private List<String> run(String... arguments) throws IOException, InterruptedException {
        return runIn(Map.of(), arguments);
    }

    private List<String> runIn(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        var java = Files.writeString(folder.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        var command = new ArrayList<>(List.of(SCRIPT.toString(), java.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LAMBDA_TASK_ROOT", "/var/the task");
        builder.environment().putAll(variables);
        var process = builder.start();
        var lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(lines.toString()).isZero();
        return lines.stream()
                .filter(line -> !line.startsWith("-Djavax.net.ssl.trustStore="))
                .toList();
    }

    private static List<String> expected(String... flags) {
        var all = new ArrayList<>(List.of(flags));
        all.addAll(List.of(
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-cp",
                "/var/the task:/var/the task/lib/*",
                "ai.tierup.functions.support.runtime.StreamingRuntime"));
        return all;
    }

    @Test
    void theScriptIsExecutable() {
        assertThat(Files.isExecutable(SCRIPT)).isTrue();
    }

    @Test
    void lambdasFlagsAreKeptAndItsClassPathAndMainClassReplaced() throws Exception {
        assertThat(run(
                        "-XX:+UseSerialGC",
                        "-Xmx870m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.net.preferIPv4Stack=true",
                        "-cp",
                        "/var/runtime/lib/*",
                        STOCK_MAIN_CLASS,
                        "ai.tierup.functions.inference.InferenceHandler"))
                .isEqualTo(expected(
                        "-XX:+UseSerialGC", "-Xmx870m", "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true"));
    }

    @Test
    void everyFormOfTheClassPathFlagIsRemoved() throws Exception {
        assertThat(run("-classpath", "/a b:/c", "-Da=1", STOCK_MAIN_CLASS, "h")).isEqualTo(expected("-Da=1"));
        assertThat(run("-Da=1", "--class-path", "/a", STOCK_MAIN_CLASS, "h")).isEqualTo(expected("-Da=1"));
        assertThat(run("--class-path=/a", "-Da=1", STOCK_MAIN_CLASS, "h")).isEqualTo(expected("-Da=1"));
        assertThat(run("-Da=1", "-jar", "/var/runtime/client.jar", "h")).isEqualTo(expected("-Da=1"));
    }

    @Test
    void flagsKeepTheirValuesAndSpacesStayInOneArgument() throws Exception {
        assertThat(run(
                        "--add-opens",
                        "java.base/java.io=ALL-UNNAMED",
                        "-Da=with space and * and \"quotes\"",
                        "@/var/runtime/flags",
                        STOCK_MAIN_CLASS,
                        "-h"))
                .isEqualTo(expected(
                        "--add-opens",
                        "java.base/java.io=ALL-UNNAMED",
                        "-Da=with space and * and \"quotes\"",
                        "@/var/runtime/flags"));
    }

    @Test
    void classArchivesOfAnotherClassPathAreRemoved() throws Exception {
        assertThat(run(
                        "-Xshare:on",
                        "-XX:SharedArchiveFile=/var/lang/lib/server/runtime.jsa",
                        "-XX:AOTCache=/var/lang/runtime.aot",
                        "-XX:AOTMode=on",
                        STOCK_MAIN_CLASS,
                        "h"))
                .isEqualTo(expected());
    }

    /** 192 MB are for the JVM; from 1,280 MB on, the 15 % that Lambda leaves are more. */
    @ParameterizedTest
    @CsvSource({"480, -Xmx288m", "1024, -Xmx832m", "1279, -Xmx1087m", "1280, ''", "2048, ''", "383, ''"})
    void theHeapOfASmallFunctionLeavesRoomForTheRestOfTheJvm(String memory, String limit) throws Exception {
        var flags = runIn(Map.of("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", memory), "-Xmx9m", "-Da=1", STOCK_MAIN_CLASS, "h");

        assertThat(flags).isEqualTo(limit.isEmpty() ? expected("-Xmx9m", "-Da=1") : expected("-Xmx9m", "-Da=1", limit));
    }

    @Test
    void itStartsWithoutFlags() throws Exception {
        assertThat(run()).isEqualTo(expected());
    }
}
