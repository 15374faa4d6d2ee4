package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The stream to which a handler writes its answer. Each flush sends one chunk. The first chunk opens the response, so a failure before it
 * can still be reported as an error. If the peer is gone or stops reading, further output is dropped, so that the handler can finish its
 * work. {@link #finish} or {@link #fail} then throws.
 */
final class ResponseStream extends OutputStream {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final RuntimeApi api;
    private final Invocation invocation;
    private final InstantSource clock;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private @Nullable RuntimeConnection connection;
    private @Nullable IOException failure;

    ResponseStream(RuntimeApi api, Invocation invocation, InstantSource clock) {
        this.api = api;
        this.invocation = invocation;
        this.clock = clock;
    }

    /** Returns whether a chunk was sent, or sending it failed. */
    boolean hasBegun() {
        return connection != null || failure != null;
    }

    @Override
    public void write(int oneByte) {
        unsent.write(oneByte);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        unsent.write(bytes, offset, length);
    }

    @Override
    public void flush() {
        // An empty chunk would end the response.
        if (unsent.size() > 0) {
            var chunk = new ByteArrayOutputStream(unsent.size() + 16);
            chunk.writeBytes(Integer.toHexString(unsent.size()).getBytes(ISO_8859_1));
            chunk.writeBytes(LINE_END);
            chunk.writeBytes(unsent.toByteArray());
            chunk.writeBytes(LINE_END);
            unsent.reset();
            send(chunk.toByteArray());
        }
    }

    /**
     * Completes the response.
     *
     * @throws IOException if the response was not sent completely or not accepted
     */
    void finish() throws IOException {
        flush();
        end("");
    }

    /** Ends a response that has begun, with an error in its trailers. Unflushed output is dropped. */
    void fail(ErrorReport error) throws IOException {
        unsent.reset();
        end(ErrorReport.HEADER + ": " + error.category() + "\r\nLambda-Runtime-Function-Error-Body: "
                + Base64.getEncoder().encodeToString(error.json()) + "\r\n");
    }

    private void end(String trailers) throws IOException {
        send(("0\r\n" + trailers + "\r\n").getBytes(ISO_8859_1));
        try (var open = connection) {
            if (open == null || failure != null) {
                throw failure == null ? new IOException("the response was never opened") : failure;
            }
            var answer = open.receive(IdleTimeout.forAnswers(invocation, clock));
            RuntimeApi.expectAccepted(answer, "the response");
        }
    }

    private void send(byte[] bytes) {
        if (failure != null) {
            return;
        }
        var idleTimeout = IdleTimeout.forWrites(invocation, clock);
        try {
            if (connection == null) {
                connection = api.connect();
                var first = new ByteArrayOutputStream();
                first.writeBytes(api.responseHead(invocation));
                first.writeBytes(bytes);
                connection.send(first.toByteArray(), idleTimeout);
            } else {
                connection.send(bytes, idleTimeout);
            }
        } catch (IOException e) {
            failure = e;
        }
    }
}
