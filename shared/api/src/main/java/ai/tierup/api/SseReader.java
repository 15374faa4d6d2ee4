package ai.tierup.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads server-sent events as they arrive, according to the
 * <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG standard</a> with two
 * exceptions. Comments are returned, because they show that the server is alive. Data at the end of the stream is returned even if no
 * empty line follows it. The fields {@code id} and {@code retry} are ignored.
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

    /** An element of the stream. */
    public sealed interface Event {

        /** A comment line, which shows only that the server is alive. */
        record Comment() implements Event {}

        /** @param name the event's name; {@link #UNNAMED} if it has none */
        record Data(String name, String text) implements Event {

            /** The default name of events, which the standard defines. */
            public static final String UNNAMED = "message";
        }

        /** The end of the stream. */
        record End() implements Event {}
    }

    /**
     * Returns the next event, waiting for it without a limit.
     *
     * @throws IOException if the stream breaks or an event is larger than 1 MiB
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
