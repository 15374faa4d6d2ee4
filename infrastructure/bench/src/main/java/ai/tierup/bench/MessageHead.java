package ai.tierup.bench;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an HTTP/1.1 request or response, as far as it says how the body ends.
 *
 * @param firstLine the request line or the status line
 * @param length the body's length; -1 if it comes in chunks
 */
public record MessageHead(String firstLine, long length) {

    private static final int MAX_LINE_BYTES = 16_384;

    /** Reads the next head; empty at the end of the connection. */
    public static Optional<MessageHead> read(InputStream in) throws IOException {
        var firstLine = line(in);
        if (firstLine.isEmpty()) {
            return Optional.empty();
        }
        var length = 0L;
        for (var line = line(in).orElseThrow(EOFException::new);
                !line.isEmpty();
                line = line(in).orElseThrow(EOFException::new)) {
            var lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
            } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                length = -1;
            }
        }
        return Optional.of(new MessageHead(firstLine.get(), length));
    }

    /** The status of a response. */
    public int status() {
        return Integer.parseInt(firstLine.split(" ", 3)[1]);
    }

    /** The body that follows in {@code in}. It ends where the message ends. */
    public InputStream body(InputStream in) {
        return length < 0 ? new ChunkedBody(in) : new WholeBody(in, length);
    }

    /** Reads a line; empty at the end of the connection. */
    private static Optional<String> line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            bytes.write(next);
            if (bytes.size() > MAX_LINE_BYTES) {
                throw new IOException("A line of a message's head is too long");
            }
        }
        return Optional.of(bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing());
    }

    /** A body of pieces whose lengths are known before they come. */
    private abstract static class CountedBody extends InputStream {

        private final InputStream in;
        private long left;

        CountedBody(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        /** Reads the length of the next piece; 0 at the end of the body. */
        abstract long nextLength() throws IOException;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            if (left == 0) {
                left = nextLength();
            }
            if (left == 0) {
                return -1;
            }
            var read = in.read(buffer, offset, (int) Math.min(count, left));
            if (read < 0) {
                throw new EOFException("The connection ended in the middle of a body");
            }
            left -= read;
            return read;
        }
    }

    /** A body whose length the head says. */
    private static final class WholeBody extends CountedBody {

        WholeBody(InputStream in, long length) {
            super(in, length);
        }

        @Override
        long nextLength() {
            return 0;
        }
    }

    /** A body in chunks. */
    private static final class ChunkedBody extends CountedBody {

        private static final int HEX = 16;

        private final InputStream in;
        private boolean begun;
        private boolean ended;

        ChunkedBody(InputStream in) {
            super(in, 0);
            this.in = in;
        }

        @Override
        long nextLength() throws IOException {
            if (ended) {
                return 0;
            }
            if (begun) {
                line(in);
            }
            begun = true;
            var size = line(in).orElseThrow(EOFException::new);
            var length = Long.parseLong(size.split(";", 2)[0].strip(), HEX);
            ended = length == 0;
            if (ended) {
                line(in);
            }
            return length;
        }
    }
}
