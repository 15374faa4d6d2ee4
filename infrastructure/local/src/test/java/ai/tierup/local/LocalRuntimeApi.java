package ai.tierup.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A local Lambda Runtime API for one function in a separate process, which gets as many invocations at a time as it asks for. */
final class LocalRuntimeApi implements AutoCloseable {

    private static final String RUNTIME = "/2018-06-01/runtime";
    private static final long TIMEOUT_SECONDS = 60;
    private static final long DEADLINE_SECONDS = 300;
    private static final int PIECE_BYTES = 64 * 1024;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final Semaphore asked = new Semaphore(0);
    private final AtomicInteger invocations = new AtomicInteger();

    LocalRuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Queues an event for the function. */
    Invocation invoke(String event) {
        var invocation = new Invocation("invocation-" + invocations.incrementAndGet(), event);
        waiting.add(invocation);
        return invocation;
    }

    /** Waits until the function has asked once more for an invocation, which it does when it has started and after each answer. */
    void awaitAsked() throws InterruptedException {
        if (!asked.tryAcquire(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The function asks for no invocation");
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals(RUNTIME + "/invocation/next")) {
                sendNext(exchange);
            } else if (path.startsWith(RUNTIME + "/invocation/")) {
                receive(
                        exchange,
                        path.substring((RUNTIME + "/invocation/").length()).split("/", 2));
            } else if (path.equals(RUNTIME + "/restore/next")) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                // The function could not start. Its log says why.
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendNext(HttpExchange exchange) throws IOException, InterruptedException {
        asked.release();
        var invocation = waiting.take();
        running.put(invocation.id(), invocation);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:000000000000:function:chat");
        var deadline = System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS);
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        // AWS's runtime client crashes without a content type.
        headers.set("Content-Type", "application/json");
        var event = invocation.event().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private void receive(HttpExchange exchange, String[] idAndKind) throws IOException {
        var invocation = running.get(idAndKind[0]);
        if (invocation == null) {
            throw new IOException("Unknown invocation: " + idAndKind[0]);
        }
        invocation.pieces.add((idAndKind[1] + "\n").getBytes(UTF_8));
        var buffer = new byte[PIECE_BYTES];
        for (var count = exchange.getRequestBody().read(buffer);
                count >= 0;
                count = exchange.getRequestBody().read(buffer)) {
            invocation.pieces.add(Arrays.copyOf(buffer, count));
        }
        exchange.sendResponseHeaders(202, -1);
        invocation.pieces.add(new byte[0]);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** One event and the part of its answer that has arrived. */
    static final class Invocation {

        private final String id;
        private final String event;
        private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
        private final StringBuilder arrived = new StringBuilder();

        private Invocation(String id, String event) {
            this.id = id;
            this.event = event;
        }

        String id() {
            return id;
        }

        String event() {
            return event;
        }

        /** Waits until {@code text} has arrived. */
        void await(String text) throws InterruptedException {
            while (arrived.indexOf(text) < 0) {
                if (!takePiece()) {
                    throw new AssertionError(text + " did not arrive. Received: " + arrived);
                }
            }
        }

        /** Waits for the end and returns everything, after a first line that says whether it is a response or an error. */
        String awaitEnd() throws InterruptedException {
            while (takePiece()) {
                // Read on until the end.
            }
            return arrived.toString();
        }

        private boolean takePiece() throws InterruptedException {
            var piece = pieces.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (piece == null) {
                throw new AssertionError("Timed out. Received: " + arrived);
            }
            arrived.append(new String(piece, UTF_8));
            return piece.length > 0;
        }
    }
}
