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
 * A Runtime API on a bare socket, so that a test sees every byte. It gives the invocations that it was told to give and, once all of
 * them are answered, closes for good. What it does with a response is the test's to say.
 */
final class FakeRuntimeApi implements AutoCloseable {

    /** What happens at the other end of a response or an error. */
    @FunctionalInterface
    interface Peer {

        void take(Exchange exchange) throws Exception;
    }

    private record Next(String answer, boolean isToBeAnswered) {}

    static final String ACCEPTED = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

    private final ServerSocket server;
    private final Deque<Next> invocations = new ArrayDeque<>();
    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    private Peer responses = exchange -> {
        exchange.takeAll();
        exchange.answer(ACCEPTED);
    };
    private String answerToRestore = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private String answerToErrors = ACCEPTED;
    private int unanswered;
    private volatile boolean over;

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

    /** An invocation whose id and event are told; its deadline is {@code StreamingRuns.DEADLINE}. */
    FakeRuntimeApi give(String id, String event) {
        return give(id, event, "");
    }

    /** @param headers more lines, each with its end */
    FakeRuntimeApi give(String id, String event, String headers) {
        return giveRaw("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: %s\r\nLambda-Runtime-Deadline-Ms: %d\r\n%s"
                        .formatted(id, StreamingRuns.DEADLINE.toEpochMilli(), headers)
                + "Content-Length: " + event.length() + "\r\n\r\n" + event);
    }

    FakeRuntimeApi giveRaw(String answer) {
        return add(new Next(answer, true));
    }

    /** What no runtime can take for an invocation; nothing at all is a connection that is closed. */
    FakeRuntimeApi giveBroken(String answer) {
        return add(new Next(answer, false));
    }

    private synchronized FakeRuntimeApi add(Next next) {
        invocations.add(next);
        return this;
    }

    FakeRuntimeApi takingResponses(Peer peer) {
        responses = peer;
        return this;
    }

    FakeRuntimeApi answeringRestore(String answer) {
        answerToRestore = answer;
        return this;
    }

    FakeRuntimeApi answeringErrors(String answer) {
        answerToErrors = answer;
        return this;
    }

    /** All that it was asked and told, in that order. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    List<String> requests() {
        return exchanges().stream().map(Exchange::request).toList();
    }

    Exchange only(String request) {
        var matching = exchanges().stream()
                .filter(exchange -> exchange.request().equals(request))
                .toList();
        if (matching.size() != 1) {
            throw new AssertionError(request + " came " + matching.size() + " times; all that came: " + requests());
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
            // Closed: that was it.
            return;
        }
    }

    private void serve(Socket socket) {
        try (var exchange = new Exchange(socket)) {
            exchange.readHead();
            // Closing takes a moment, in which one more may come in.
            if (over) {
                return;
            }
            exchanges.add(exchange);
            if (exchange.request().equals("GET /2018-06-01/runtime/invocation/next")) {
                giveNext(exchange);
            } else if (exchange.request().startsWith("GET ")) {
                exchange.answer(answerToRestore);
            } else {
                answered(exchange);
            }
        } catch (Exception e) {
            // The other end is gone, which is what some tests are about.
            return;
        }
    }

    private void giveNext(Exchange exchange) throws IOException, InterruptedException {
        Next next;
        synchronized (this) {
            while (invocations.isEmpty() && unanswered > 0) {
                wait();
            }
            if (invocations.isEmpty()) {
                over = true;
                server.close();
                return;
            }
            next = invocations.remove();
            if (next.isToBeAnswered()) {
                unanswered++;
            }
        }
        exchange.answer(next.answer());
    }

    private void answered(Exchange exchange) throws Exception {
        try {
            if (exchange.request().endsWith("/response")) {
                responses.take(exchange);
            } else {
                exchange.takeBody();
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

    /** One request, as far as it was read. */
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

        /** Method and path. */
        String request() {
            return head.substring(0, head.indexOf(" HTTP/1.1\r\n"));
        }

        /** Every byte that was read. */
        String raw() {
            return raw.toString(ISO_8859_1);
        }

        /** Every byte after the head. */
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

        /** The next chunk; empty for the last, with which the trailers are read. */
        String takeChunk() throws IOException {
            var size = Integer.parseInt(readLine(), 16);
            var chunk = readText(size);
            if (size > 0) {
                readLine();
                chunks.add(chunk);
            } else {
                while (!readLine().isEmpty()) {
                    // A trailer: it is in what was read raw.
                }
            }
            return chunk;
        }

        void takeAll() throws IOException {
            while (!takeChunk().isEmpty()) {
                // Each is kept.
            }
        }

        void takeBody() throws IOException {
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
