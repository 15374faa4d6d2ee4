package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a handler writes its answer to. Each flush is one chunk on its way; the first opens the response, so until then a failure can
 * still be told as one. A peer that is gone, or takes nothing, is not the handler's concern, which has to come to its end: what is
 * written then is dropped, and {@link #finish} or {@link #fail} tells.
 */
final class ResponseStream extends OutputStream {

    private static final byte[] LINE_END = {'\r', '\n'};

    private final RuntimeApi api;
    private final Invocation invocation;
    private final InstantSource clock;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private @Nullable RuntimeConnection connection;
    private @Nullable IOException lost;

    ResponseStream(RuntimeApi api, Invocation invocation, InstantSource clock) {
        this.api = api;
        this.invocation = invocation;
        this.clock = clock;
    }

    /** Whether something was sent, or would have been had anybody been there to take it. */
    boolean hasBegun() {
        return connection != null || lost != null;
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
        // A chunk of no bytes would be the last.
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

    /** @throws IOException when the answer did not arrive whole, or was not taken */
    void finish() throws IOException {
        flush();
        end("");
    }

    /** Ends a response that has begun: what was not flushed never leaves. */
    void fail(ErrorReport error) throws IOException {
        unsent.reset();
        end(ErrorReport.HEADER + ": " + error.category() + "\r\nLambda-Runtime-Function-Error-Body: "
                + Base64.getEncoder().encodeToString(error.json()) + "\r\n");
    }

    private void end(String trailers) throws IOException {
        send(("0\r\n" + trailers + "\r\n").getBytes(ISO_8859_1));
        try (var open = connection) {
            if (open == null || lost != null) {
                throw lost == null ? new IOException("the response was never opened") : lost;
            }
            var answer = open.receive(Patience.withAnswers(invocation, clock));
            RuntimeApi.expectAccepted(answer, "the response");
        }
    }

    private void send(byte[] bytes) {
        if (lost != null) {
            return;
        }
        var patience = Patience.withWrites(invocation, clock);
        try {
            if (connection == null) {
                connection = api.connect();
                var first = new ByteArrayOutputStream();
                first.writeBytes(api.responseHead(invocation));
                first.writeBytes(bytes);
                connection.send(first.toByteArray(), patience);
            } else {
                connection.send(bytes, patience);
            }
        } catch (IOException e) {
            lost = e;
        }
    }
}
