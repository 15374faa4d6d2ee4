package ai.tierup.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads an event stream line by line. A line ends in CR, LF or both; a byte order mark before the first line is skipped.
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

    /** @param maxLineBytes the length above which {@link #advance} fails */
    SseLines(InputStream in, int maxLineBytes) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
    }

    /**
     * Advances to the next line, waiting for it without a limit. Returns false at the end of the stream.
     *
     * @throws IOException if the stream breaks or the line is too long
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

    /** The length of the line in bytes, without its terminator. */
    int length() {
        return length;
    }

    boolean isComment() {
        return length > 0 && line[0] == ':';
    }

    /** True if the line is the field {@code name}, with or without a value. */
    boolean isField(byte[] name) {
        return startsWith(name) && (length == name.length || line[name.length] == ':');
    }

    /** The value of the line, which must be the field {@code name}; one space after the colon is not part of it. */
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
        var newLength = length + to - from;
        if (newLength > maxLineBytes) {
            throw new IOException("A line is longer than " + maxLineBytes + " bytes");
        }
        if (newLength > line.length) {
            line = Arrays.copyOf(line, Math.max(newLength, 2 * line.length));
        }
        System.arraycopy(buffer, from, line, length, to - from);
        length = newLength;
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
