package ai.tierup.bench;

import java.nio.charset.StandardCharsets;

/** Finds the pieces of text in a stream of server-sent events. */
final class EventScanner {

    private final Connection.StreamListener listener;
    private final StringBuilder line = new StringBuilder();
    private boolean done;

    EventScanner(Connection.StreamListener listener) {
        this.listener = listener;
    }

    void read(byte[] buffer, int count) {
        var text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        var start = 0;
        for (var end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            read(line.append(text, start, end).toString());
            line.setLength(0);
            start = end + 1;
        }
        line.append(text, start, text.length());
    }

    /** Returns whether the stream has ended with {@code [DONE]}. */
    boolean isDone() {
        return done;
    }

    private void read(String event) {
        if (event.startsWith("data: [DONE]")) {
            done = true;
        } else if (event.startsWith("data: ")
                && event.contains("\"content\":\"")
                && !event.contains("\"content\":\"\"")) {
            listener.piece();
        }
    }
}
