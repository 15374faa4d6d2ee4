package ai.tierup.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads server-sent events as they arrive: lines that end in CR, LF or both, comments, and data of one or more lines. Other fields
 * are skipped.
 */
public final class SseReader implements Closeable {

    private static final int LARGEST_EVENT_BYTES = 1024 * 1024;
    private static final int BUFFER_BYTES = 8192;
    private static final int USUAL_LINE_BYTES = 1024;
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int end;
    private byte[] line = new byte[USUAL_LINE_BYTES];
    private int lineLength;
    private boolean afterCarriageReturn;
    private boolean inFirstLine = true;

    public SseReader(InputStream in) {
        this.in = in;
    }

    /** What a stream consists of. */
    public sealed interface Event {

        /** A line that says only that the other side is alive. */
        record Comment() implements Event {}

        record Data(String text) implements Event {}

        /** The stream is over; data without the empty line behind it is given before. */
        record End() implements Event {}
    }

    /**
     * The next event, waiting for it as long as it takes.
     *
     * @throws IOException when the stream breaks, or an event is larger than a mebibyte
     */
    public Event next() throws IOException {
        var data = new StringBuilder();
        var hasData = false;
        var bytes = 0;
        while (readLine()) {
            bytes += lineLength;
            if (bytes > LARGEST_EVENT_BYTES) {
                throw tooLarge();
            }
            if (lineLength == 0) {
                if (hasData) {
                    return new Event.Data(data.toString());
                }
                bytes = 0;
            } else if (line[0] == ':' && !hasData) {
                return new Event.Comment();
            } else if (isData()) {
                data.append(hasData ? "\n" : "").append(value());
                hasData = true;
            }
        }
        return hasData ? new Event.Data(data.toString()) : new Event.End();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean isData() {
        return lineStartsWith(DATA) && (lineLength == DATA.length || line[DATA.length] == ':');
    }

    private String value() {
        var start = Math.min(lineLength, DATA.length + 1);
        if (start < lineLength && line[start] == ' ') {
            start++;
        }
        return new String(line, start, lineLength - start, UTF_8);
    }

    /** Reads one line into {@code line}, without its end; false when there is no more. */
    private boolean readLine() throws IOException {
        lineLength = 0;
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
        return lineLength > 0;
    }

    private void append(int from, int to) throws IOException {
        var length = lineLength + to - from;
        if (length > LARGEST_EVENT_BYTES) {
            throw tooLarge();
        }
        if (length > line.length) {
            line = Arrays.copyOf(line, Math.max(length, 2 * line.length));
        }
        System.arraycopy(buffer, from, line, lineLength, to - from);
        lineLength = length;
    }

    private void skipByteOrderMark() {
        if (inFirstLine && lineStartsWith(BYTE_ORDER_MARK)) {
            lineLength -= BYTE_ORDER_MARK.length;
            System.arraycopy(line, BYTE_ORDER_MARK.length, line, 0, lineLength);
        }
        inFirstLine = false;
    }

    private boolean lineStartsWith(byte[] prefix) {
        return lineLength >= prefix.length && Arrays.equals(line, 0, prefix.length, prefix, 0, prefix.length);
    }

    private boolean fill() throws IOException {
        next = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static IOException tooLarge() {
        return new IOException("An event is larger than " + LARGEST_EVENT_BYTES + " bytes");
    }
}
