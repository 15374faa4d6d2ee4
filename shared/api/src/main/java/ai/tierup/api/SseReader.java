package ai.tierup.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads server-sent events as they arrive, by the rules of the
 * <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG's standard</a>. Two
 * things differ from it: comments are told, because they show that the other side is alive, and data without the empty line behind it is
 * given before the end. The fields {@code id} and {@code retry} are skipped.
 */
public final class SseReader implements Closeable {

    private static final int MAX_EVENT_BYTES = 1024 * 1024;
    private static final byte[] DATA = "data".getBytes(US_ASCII);
    private static final byte[] EVENT = "event".getBytes(US_ASCII);

    private final SseLines lines;
    private String name = "";

    public SseReader(InputStream in) {
        this.lines = new SseLines(in, MAX_EVENT_BYTES);
    }

    /** What a stream consists of. */
    public sealed interface Event {

        /** A line that says only that the other side is alive. */
        record Comment() implements Event {}

        /** @param name {@link #UNNAMED} when the event says no other */
        record Data(String name, String text) implements Event {

            /** The name of an event that has none of its own. */
            public static final String UNNAMED = "message";
        }

        /** The stream is over. */
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
        while (lines.advance()) {
            bytes += lines.length();
            if (bytes > MAX_EVENT_BYTES) {
                throw new IOException("An event is larger than " + MAX_EVENT_BYTES + " bytes");
            }
            if (lines.length() == 0) {
                if (hasData) {
                    return event(data);
                }
                name = "";
                bytes = 0;
            } else if (lines.isComment() && !hasData) {
                return new Event.Comment();
            } else if (lines.isField(DATA)) {
                data.append(hasData ? "\n" : "").append(lines.value(DATA));
                hasData = true;
            } else if (lines.isField(EVENT)) {
                name = lines.value(EVENT);
            }
        }
        return hasData ? event(data) : new Event.End();
    }

    private Event event(StringBuilder data) {
        var event = new Event.Data(name.isEmpty() ? Event.Data.UNNAMED : name, data.toString());
        name = "";
        return event;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
