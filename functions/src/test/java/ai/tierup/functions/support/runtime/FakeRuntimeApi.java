package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * A fake Runtime API on a raw socket, so that a test sees every byte. It sends the enqueued invocations, and closes once all of them are
 * answered. A test can replace the way it handles responses.
 */
final class FakeRuntimeApi implements AutoCloseable {

    /** The receiver of a response. */
    @FunctionalInterface
    interface Peer {

        void receive(Exchange exchange) throws Exception;
    }

    private record Next(String answer, boolean expectsResponse) {}

    static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

    private final ServerSocket server;
    private final Deque<Next> invocations = new ArrayDeque<>();
    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    private Peer responses = exchange -> {
        exchange.readAllChunks();
        exchange.answer(ACCEPTED);
    };
    private String answerToRestore = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private String answerToErrors = ACCEPTED;
    private int unanswered;
    private volatile boolean closed;

    FakeRuntimeApi() {
        try {
            server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Enqueues an invocation with the deadline {@code RuntimeRunner.DEADLINE}. */
    FakeRuntimeApi enqueue(String id, String event) {
        return enqueue(id, event, "");
    }

    /** @param headers additional header lines, each with its line end */
    FakeRuntimeApi enqueue(String id, String event, String headers) {
        return enqueueRaw("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: %s\r\nLambda-Runtime-Deadline-Ms: %d\r\n%s"
                        .formatted(id, RuntimeRunner.DEADLINE.toEpochMilli(), headers)
                + "Content-Length: " + event.length() + "\r\n\r\n" + event);
    }

    FakeRuntimeApi enqueueRaw(String answer) {
        return add(new Next(answer, true));
    }

    /** Enqueues an answer that is not a valid invocation. An empty answer only closes the connection. */
    FakeRuntimeApi enqueueInvalid(String answer) {
        return add(new Next(answer, false));
    }

    private synchronized FakeRuntimeApi add(Next next) {
        invocations.add(next);
        return this;
    }

    FakeRuntimeApi receivingResponsesWith(Peer peer) {
        responses = peer;
        return this;
    }

    FakeRuntimeApi answeringRestoreWith(String answer) {
        answerToRestore = answer;
        return this;
    }

    FakeRuntimeApi answeringErrorsWith(String answer) {
        answerToErrors = answer;
        return this;
    }

    /** Returns all exchanges in the order in which they began. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    List<String> requests() {
        return exchanges().stream().map(Exchange::request).toList();
    }

    Exchange single(String request) {
        var matching = exchanges().stream()
                .filter(exchange -> exchange.request().equals(request))
                .toList();
        if (matching.size() != 1) {
            throw new AssertionError(
                    request + " was received " + matching.size() + " times; all requests: " + requests());
        }
        return matching.getFirst();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The server socket was closed.
            return;
        }
    }

    private void serve(Socket socket) {
        try (var exchange = new Exchange(socket)) {
            exchange.readHead();
            // A connection can still come in while the server socket is being closed.
            if (closed) {
                return;
            }
            exchanges.add(exchange);
            if (exchange.request().equals("GET /2018-06-01/runtime/invocation/next")) {
                sendNext(exchange);
            } else if (exchange.request().startsWith("GET ")) {
                exchange.answer(answerToRestore);
            } else {
                receiveResult(exchange);
            }
        } catch (Exception e) {
            // The runtime has disconnected, as some tests intend.
            return;
        }
    }

    private void sendNext(Exchange exchange) throws IOException, InterruptedException {
        Next next;
        synchronized (this) {
            while (invocations.isEmpty() && unanswered > 0) {
                wait();
            }
            if (invocations.isEmpty()) {
                closed = true;
                server.close();
                return;
            }
            next = invocations.remove();
            if (next.expectsResponse()) {
                unanswered++;
            }
        }
        exchange.answer(next.answer());
    }

    private void receiveResult(Exchange exchange) throws Exception {
        try {
            if (exchange.request().endsWith("/response")) {
                responses.receive(exchange);
            } else {
                exchange.readBody();
                exchange.answer(answerToErrors);
            }
        } finally {
            synchronized (this) {
                unanswered--;
                notifyAll();
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** One request, as far as the fake has read it. */
    static final class Exchange implements Closeable {

        private final Socket socket;
        private final InputStream in;
        private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
        private final List<String> chunks = Collections.synchronizedList(new ArrayList<>());
        private String head = "";

        Exchange(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        /** Returns method and path. */
        String request() {
            return head.substring(0, head.indexOf(" HTTP/1.1\r\n"));
        }

        /** Returns every byte that was read. */
        String raw() {
            return raw.toString(ISO_8859_1);
        }

        /** Returns every byte after the head that was read. */
        String body() {
            return raw().substring(head.length());
        }

        List<String> chunks() {
            return List.copyOf(chunks);
        }

        void readHead() throws IOException {
            var text = new StringBuilder();
            while (text.indexOf("\r\n\r\n") < 0) {
                text.append((char) readByte());
            }
            head = text.toString();
        }

        /** Reads the next chunk. The last one is empty, and is read together with the trailers. */
        String readChunk() throws IOException {
            var size = Integer.parseInt(readLine(), 16);
            var chunk = readText(size);
            if (size > 0) {
                readLine();
                chunks.add(chunk);
            } else {
                while (!readLine().isEmpty()) {
                    // The trailers are part of raw().
                }
            }
            return chunk;
        }

        void readAllChunks() throws IOException {
            while (!readChunk().isEmpty()) {
                // Each chunk is part of chunks().
            }
        }

        void readBody() throws IOException {
            var marker = "Content-Length: ";
            var from = head.indexOf(marker) + marker.length();
            readText(Integer.parseInt(head.substring(from, head.indexOf('\r', from))));
        }

        void answer(String answer) throws IOException {
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        }

        private String readText(int length) throws IOException {
            var bytes = in.readNBytes(length);
            raw.writeBytes(bytes);
            if (bytes.length < length) {
                throw new EOFException();
            }
            return new String(bytes, ISO_8859_1);
        }

        private int readByte() throws IOException {
            var next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            raw.write(next);
            return next;
        }

        private String readLine() throws IOException {
            var line = new StringBuilder();
            while (line.indexOf("\r\n") < 0) {
                line.append((char) readByte());
            }
            return line.substring(0, line.length() - 2);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
