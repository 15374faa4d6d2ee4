package ai.tierup.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A provider of models that costs as little as possible, so that the benchmark measures the gateway. It answers every call after the same
 * time with the same tokens. It does not parse requests: a call is for a stream if its first or last bytes say so.
 */
final class FakeProvider implements Closeable {

    private static final int BACKLOG = 1_024;
    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocket server;
    private volatile Pace pace = Pace.AT_ONCE;

    /** When the tokens of a stream are sent. */
    enum Pace {
        /** All 27 after 20 ms. */
        AT_ONCE(27, Duration.ZERO),
        /** 64 of them, one every 20 ms. */
        STEADY(64, Duration.ofMillis(20));

        static final Duration FIRST_TOKEN = Duration.ofMillis(20);

        private final int tokens;
        private final Duration between;

        Pace(int tokens, Duration between) {
            this.tokens = tokens;
            this.between = between;
        }

        int tokens() {
            return tokens;
        }

        /** How long a stream takes. */
        Duration duration() {
            return FIRST_TOKEN.plus(between.multipliedBy(tokens));
        }
    }

    private FakeProvider(ServerSocket server) {
        this.server = server;
    }

    /** @param port 0 for a free one */
    static FakeProvider start(int port) throws IOException {
        var provider = new FakeProvider(new ServerSocket(port, BACKLOG, InetAddress.ofLiteral("127.0.0.1")));
        Thread.ofVirtual().start(provider::accept);
        return provider;
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
    }

    /** Sets the pace of the streams that are asked for from now on. */
    void play(Pace next) {
        pace = next;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
            var out = socket.getOutputStream();
            for (var head = MessageHead.read(in); head.isPresent(); head = MessageHead.read(in)) {
                answer(head.get().body(in), out);
            }
        } catch (IOException e) {
            // The caller has left.
            return;
        }
    }

    private void answer(InputStream request, OutputStream out) throws IOException {
        var begun = System.nanoTime();
        var asked = Asked.read(request);
        var now = pace;
        var due = begun + Pace.FIRST_TOKEN.toNanos();
        waitUntil(due);
        if (!asked.isStream()) {
            out.write(ProviderAnswer.whole(asked.tokens(), now.tokens));
            return;
        }
        if (now.between.isZero()) {
            out.write(ProviderAnswer.streamAtOnce(asked.tokens(), now.tokens));
            return;
        }
        out.write(ProviderAnswer.streamHead());
        for (var token = 0; token < now.tokens; token++) {
            waitUntil(due + token * now.between.toNanos());
            out.write(ProviderAnswer.token());
        }
        out.write(ProviderAnswer.streamEnd(asked.tokens(), now.tokens));
    }

    private static void waitUntil(long nanos) {
        for (var left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /**
     * What is known of a call without parsing it.
     *
     * @param isStream whether {@code "stream":true} stands near the beginning or the end of its body
     * @param tokens about as many as a gateway counts, so that the price of a call and its cost are as far apart as those of real ones
     */
    private record Asked(boolean isStream, int tokens) {

        private static final int WINDOW = 4_096;
        private static final int BYTES_PER_TOKEN = 5;
        private static final int IMAGE_TOKENS = 1_000;

        static Asked read(InputStream body) throws IOException {
            var buffer = new byte[BUFFER_BYTES];
            var first = new String(body.readNBytes(WINDOW), StandardCharsets.ISO_8859_1);
            var last = "";
            var bytes = first.length();
            for (var count = body.read(buffer); count > 0; count = body.read(buffer)) {
                var tail = last + new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
                last = tail.substring(Math.max(0, tail.length() - WINDOW));
                bytes += count;
            }
            var tokens = first.contains("data:image/") ? IMAGE_TOKENS : bytes / BYTES_PER_TOKEN;
            return new Asked(isStream(first) || isStream(last), tokens);
        }

        private static boolean isStream(String text) {
            return text.contains("\"stream\":true") || text.contains("\"stream\": true");
        }
    }
}
