package ai.tierup.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a raw socket that keeps connections open and sends what the test dictates, step by step. */
final class ControlledServer implements AutoCloseable {

    private final ServerSocket socket;
    private final BlockingQueue<Exchange> exchanges = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch disconnect = new CountDownLatch(1);

    ControlledServer() throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1");
    }

    int connections() {
        return connections.get();
    }

    /** Waits for the next request. */
    Exchange next() throws InterruptedException {
        var exchange = exchanges.poll(20, TimeUnit.SECONDS);
        assertThat(exchange).as("a request").isNotNull();
        return exchange;
    }

    /** Waits until a client has disconnected. */
    void awaitDisconnect() throws InterruptedException {
        assertThat(disconnect.await(20, TimeUnit.SECONDS)).as("a disconnect").isTrue();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                client.setTcpNoDelay(true);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            while (readRequest(client.getInputStream())) {
                exchanges.add(new Exchange(client));
            }
        } catch (IOException e) {
            // A reset counts as a disconnect.
        } finally {
            disconnect.countDown();
        }
    }

    private static boolean readRequest(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var b = in.read();
            if (b < 0) {
                return false;
            }
            head.append((char) b);
        }
        var length = head.toString().toLowerCase(Locale.ROOT).replaceAll("(?s).*content-length: (\\d+).*", "$1");
        in.readNBytes(Integer.parseInt(length));
        return true;
    }

    /** A request that has not been answered yet. */
    record Exchange(Socket client) {

        private static final String END = "0\r\n\r\n";

        void sendHead(String type) {
            write("HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\ntransfer-encoding: chunked\r\n\r\n");
        }

        void send(String text) {
            write(chunk(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length));
        }

        void sendLast(String text) {
            write(chunk(text.getBytes(UTF_8), 0, text.getBytes(UTF_8).length) + END);
        }

        /** Closes the connection without a response. */
        void drop() throws IOException {
            client.close();
        }

        /** Sends the whole body, split into two chunks at {@code cut}; in one chunk when {@code cut} is at either end. */
        void sendCut(byte[] body, int cut) {
            write(chunk(body, 0, cut) + chunk(body, cut, body.length) + END);
        }

        /** Encodes a chunk as Latin-1 text, which represents every byte. */
        private static String chunk(byte[] bytes, int from, int to) {
            return from == to
                    ? ""
                    : Integer.toHexString(to - from) + "\r\n" + new String(bytes, from, to - from, ISO_8859_1) + "\r\n";
        }

        private void write(String latin1) {
            try {
                client.getOutputStream().write(latin1.getBytes(ISO_8859_1));
                client.getOutputStream().flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
