package ai.tierup.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of an event stream, one at a time. A line ends in CR, LF or both; a byte order mark before the first one is
 * skipped.
 */
final class SseLines implements Closeable {

    private static final int BUFFER_BYTES = 8192;
    private static final int TYPICAL_LINE_BYTES = 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int maxLineBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;
    private byte[] line = new byte[TYPICAL_LINE_BYTES];
    private int length;
    private boolean afterCarriageReturn;
    private boolean inFirstLine = true;

    /** @param maxLineBytes the length at which a line is given up */
    SseLines(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Goes to the next line, waiting for it as long as it takes. False when there is none.
     *
     * @throws IOException when the stream breaks, or the line is too long
     */
    boolean advance() throws IOException {
        length = 0;
        while (next < end || fill()) {
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (buffer[next] == '\n') {
                    next++;
                    continue;
                }
            }
            var start = next;
            while (next < end && buffer[next] != '\n' && buffer[next] != '\r') {
                next++;
            }
            append(start, next);
            if (next < end) {
                afterCarriageReturn = buffer[next++] == '\r';
                skipByteOrderMark();
                return true;
            }
        }
        skipByteOrderMark();
        return length > 0;
    }

    /** Bytes of the line, without its end. */
    int length() {
        return length;
    }

    boolean isComment() {
        return length > 0 && line[0] == ':';
    }

    /** Whether the line is the field {@code name}, with or without a value. */
    boolean isField(byte[] name) {
        return startsWith(name) && (length == name.length || line[name.length] == ':');
    }

    /** The value of the field {@code name}, which the line must be; one space after the colon is not part of it. */
    String value(byte[] name) {
        var start = Math.min(length, name.length + 1);
        if (start < length && line[start] == ' ') {
            start++;
        }
        return new String(line, start, length - start, UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void append(int from, int to) throws IOException {
        var longer = length + to - from;
        if (longer > maxLineBytes) {
            throw new IOException("A line is longer than " + maxLineBytes + " bytes");
        }
        if (longer > line.length) {
            line = Arrays.copyOf(line, Math.max(longer, 2 * line.length));
        }
        System.arraycopy(buffer, from, line, length, to - from);
        length = longer;
    }

    private void skipByteOrderMark() {
        if (inFirstLine && startsWith(BYTE_ORDER_MARK)) {
            length -= BYTE_ORDER_MARK.length;
            System.arraycopy(line, BYTE_ORDER_MARK.length, line, 0, length);
        }
        inFirstLine = false;
    }

    private boolean startsWith(byte[] prefix) {
        return length >= prefix.length && Arrays.equals(line, 0, prefix.length, prefix, 0, prefix.length);
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }
}
