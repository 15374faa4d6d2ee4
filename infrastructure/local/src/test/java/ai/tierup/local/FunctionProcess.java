package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One function of an unpacked zip in a separate process, with a Runtime API that hands it one event at a time and returns its answers
 * byte for byte.
 */
final class FunctionProcess implements AutoCloseable {

    private static final String RUNTIME = "/2018-06-01/runtime";
    private static final String NEXT = RUNTIME + "/invocation/next";
    private static final String AWS_LOOP = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE_CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final String name;
    private final Path log;
    private final Process process;
    private int invocations;

    private record Invocation(String id, byte[] event, Instant deadline) {}

    /** @param path the path to which the function posted, which tells answers from errors */
    private record Report(String path, byte[] body) {}

    /**
     * Starts the function without waiting until it is ready.
     *
     * @param zip the unpacked zip
     * @param variables the whole environment, except the variables that Lambda sets
     */
    FunctionProcess(UnpackedZip zip, TemplateFunction function, Map<String, String> variables) throws IOException {
        name = function.name();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
        log = zip.root().resolve(name + ".log");
        var builder = new ProcessBuilder(command(zip, function))
                .directory(zip.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "_HANDLER",
                        function.handler(),
                        "LAMBDA_TASK_ROOT",
                        zip.root().toString(),
                        "AWS_LAMBDA_RUNTIME_API",
                        "127.0.0.1:" + server.getAddress().getPort(),
                        "AWS_LAMBDA_FUNCTION_NAME",
                        name,
                        "AWS_LAMBDA_FUNCTION_VERSION",
                        "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                        "1024",
                        "AWS_LAMBDA_LOG_GROUP_NAME",
                        name,
                        "AWS_LAMBDA_LOG_STREAM_NAME",
                        "local",
                        "AWS_REGION",
                        "us-east-1"));
        process = builder.start();
    }

    /** The command of Lambda's managed runtime, passed as arguments to the wrapper script if there is one. */
    private static List<String> command(UnpackedZip zip, TemplateFunction function) {
        var command = new ArrayList<String>();
        function.wrapper()
                .ifPresent(script -> command.add(zip.root().resolve(script).toString()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-D" + NATIVE_CLIENT + "=" + zip.nativeClient(),
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-cp",
                zip.root() + ":" + zip.root().resolve("lib") + "/*",
                AWS_LOOP,
                function.handler()));
        return command;
    }

    /** Waits until the function asks for its first event. */
    void awaitStarted() throws IOException, InterruptedException {
        if (!started.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("%s did not start:%n%s".formatted(name, Files.readString(log, UTF_8)));
        }
    }

    /** Sends an event and returns the answer of the function. */
    byte[] invoke(byte[] event, Duration timeLeft) throws IOException, InterruptedException {
        waiting.put(new Invocation(
                "invocation-" + ++invocations, event, Instant.now().plus(timeLeft)));
        var report = reports.poll(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        if (report == null || !report.path().endsWith("/response")) {
            throw new IllegalStateException("%s did not answer: %s%n%s"
                    .formatted(
                            name,
                            report == null ? "timed out" : new String(report.body(), UTF_8),
                            Files.readString(log, UTF_8)));
        }
        return report.body();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals(NEXT)) {
                started.countDown();
                send(exchange, waiting.take());
            } else {
                reports.add(new Report(path, exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, Invocation next) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", next.id());
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:" + name);
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(next.deadline().toEpochMilli()));
        // AWS's runtime client crashes without a content type.
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, next.event().length);
        exchange.getResponseBody().write(next.event());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        server.stop(0);
        threads.shutdownNow();
    }
}
