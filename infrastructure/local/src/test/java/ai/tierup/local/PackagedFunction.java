package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A function as Lambda runs it: a process with the unpacked zip of {@code scripts/build}, and a Runtime API for its events.
 *
 * @param log the file with its output
 */
record PackagedFunction(Process process, LocalRuntimeApi api, Path log) implements AutoCloseable {

    static final String CHAT = "ai.tierup.functions.inference.InferenceHandler";

    /** What the template gives the inference function and all others that answer requests. */
    static final int MEMORY_MB = 480;

    /**
     * Lambda's JVM flags for a function of {@link #MEMORY_MB} without a snapshot, except those with paths. The heap gets 85 % of the memory.
     * The first flag stands for the size of Lambda's machine, from which the JVM derives the heap that it begins with.
     */
    static final List<String> LAMBDA_FLAGS = List.of(
            "-XX:MaxRAM=" + MEMORY_MB + "m",
            "-Xmx" + MEMORY_MB * 85 / 100 + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.net.preferIPv4Stack=true");

    static final Path ZIP = RunningService.HOME.resolve("functions/target/functions.zip");

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String NATIVE_CLIENT = "native-client.so";
    private static final String NATIVE_CLIENT_PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final String AWS_LOOP = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** Unpacks the zip and keeps the modes of its files, as Lambda does. */
    static Path unpack(Path folder) throws IOException {
        try (var zip = FileSystems.newFileSystem(ZIP, Map.of("enablePosixFileAttributes", true));
                var files = Files.walk(zip.getPath("/"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var unpacked = folder.resolve(file.toString().substring(1));
                Files.createDirectories(unpacked.getParent());
                Files.copy(file, unpacked);
                Files.setPosixFilePermissions(unpacked, Files.getPosixFilePermissions(file));
            }
        }
        unpackNativeClient(folder);
        return folder;
    }

    /**
     * Unpacks the native library of AWS's runtime client. By default the client unpacks it to a fixed place in /tmp. Here all functions
     * share /tmp, so a function that starts would overwrite the library of a running one, which would then crash.
     */
    private static void unpackNativeClient(Path folder) throws IOException {
        try (var jars = Files.newDirectoryStream(
                        folder.resolve("lib"), "aws-lambda-java-runtime-interface-client-*.jar");
                var jar = FileSystems.newFileSystem(jars.iterator().next())) {
            var processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
            Files.copy(jar.getPath("/jni/libaws-lambda-jni.linux-" + processor + ".so"), folder.resolve(NATIVE_CLIENT));
        }
    }

    /** Starts a function as Lambda's managed Java runtime does. */
    static PackagedFunction onAwsLoop(Path root, String handler, Map<String, String> variables) throws IOException {
        return start(root, handler, variables, stockCommand(root, handler, LAMBDA_FLAGS));
    }

    /** Starts a function as Lambda does with the wrapper script, which gets the original command as its arguments. */
    static PackagedFunction onOurLoop(Path root, Map<String, String> variables, List<String> flags) throws IOException {
        var command = new ArrayList<>(List.of(root.resolve("stream-runtime").toString()));
        command.addAll(stockCommand(root, CHAT, flags));
        return start(root, CHAT, variables, command);
    }

    private static List<String> stockCommand(Path root, String handler, List<String> flags) {
        var command = new ArrayList<>(List.of(JAVA));
        command.addAll(flags);
        command.add("-D" + NATIVE_CLIENT_PROPERTY + "=" + root.resolve(NATIVE_CLIENT));
        command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        command.addAll(List.of("-cp", root + ":" + root.resolve("lib") + "/*", AWS_LOOP, handler));
        return command;
    }

    private static PackagedFunction start(
            Path root, String handler, Map<String, String> variables, List<String> command) throws IOException {
        var api = new LocalRuntimeApi();
        var log = Files.createTempFile("tierup-function", ".log");
        var builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment()
                .putAll(Map.of(
                        "PATH", "/usr/bin:/bin",
                        "_HANDLER", handler,
                        "LAMBDA_TASK_ROOT", root.toString(),
                        "AWS_LAMBDA_RUNTIME_API", api.host(),
                        "AWS_LAMBDA_FUNCTION_NAME", "chat",
                        "AWS_LAMBDA_FUNCTION_VERSION", "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEMORY_MB),
                        "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/chat",
                        "AWS_LAMBDA_LOG_STREAM_NAME", "local",
                        "AWS_REGION", "us-east-1"));
        return new PackagedFunction(builder.start(), api, log);
    }

    /** Returns API Gateway's event for a chat request with this key and body. */
    static String chatEvent(String key, String body) throws JsonProcessingException {
        var event = RunningService.JSON.createObjectNode();
        event.put("httpMethod", "POST").put("path", "/v1/chat/completions").put("resource", "/v1/chat/completions");
        event.putObject("headers")
                .put("authorization", "Bearer " + key)
                .put("content-type", "application/json")
                .put("x-tierup-padding", "off");
        event.putObject("multiValueHeaders").putArray("authorization").add("Bearer " + key);
        event.putNull("queryStringParameters").putNull("pathParameters");
        event.putObject("requestContext").putObject("identity").put("sourceIp", "192.0.2.1");
        event.put("body", body).put("isBase64Encoded", false);
        return RunningService.JSON.writeValueAsString(event);
    }

    /** The output so far. */
    String printed() throws IOException {
        return Files.readString(log, UTF_8);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        api.close();
        Files.delete(log);
    }
}
