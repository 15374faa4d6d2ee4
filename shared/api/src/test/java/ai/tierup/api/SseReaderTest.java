package ai.tierup.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.api.SseReader.Event;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {

    private static final Event END = new Event.End();
    private static final Event COMMENT = new Event.Comment();

    private static Event data(String text) {
        return new Event.Data("message", text);
    }

    private static List<Event> read(InputStream in) throws IOException {
        var reader = new SseReader(in);
        var events = new ArrayList<Event>();
        do {
            events.add(reader.next());
        } while (!events.getLast().equals(END));
        return events;
    }

    private static List<Event> read(String stream) throws IOException {
        return read(new ByteArrayInputStream(stream.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void everyLineTerminatorIsAccepted(String end) throws IOException {
        var stream = ": hi@@data: one@@data:two@@@event: x@data@@data: a@data: b@@".replace("@", end);

        assertThat(read(stream))
                .containsExactly(COMMENT, data("one"), data("two"), new Event.Data("x", ""), data("a\nb"), END);
    }

    @Test
    void dataLinesOfAnEventAreJoined() throws IOException {
        assertThat(read("data: a\ndata: b\nid: 7\n\n")).containsExactly(data("a\nb"), END);
    }

    @Test
    void aNameAppliesOnlyToItsEvent() throws IOException {
        var named = new Event.Data("x", "a");

        assertThat(read("event: x\ndata: a\n\ndata: b\n\n")).containsExactly(named, data("b"), END);
        assertThat(read("data: a\nevent: y\nevent: x\n\n")).containsExactly(named, END);
        assertThat(read("event: x\n: alive\ndata: a\n\n")).containsExactly(COMMENT, named, END);
        assertThat(read("event: x\n\ndata: b\n\nevent:\ndata: c\n\n")).containsExactly(data("b"), data("c"), END);
    }

    @Test
    void aLeadingByteOrderMarkIsSkipped() throws IOException {
        assertThat(read("\ufeffdata: a\n\n")).containsExactly(data("a"), END);
    }

    @Test
    void aByteOrderMarkElsewhereIsPartOfItsLine() throws IOException {
        assertThat(read(":\n\ufeffdata: a\n\ndata: \ufeff\n\n")).containsExactly(COMMENT, data("\ufeff"), END);
    }

    @Test
    void anEventOfTooManyLinesFails() {
        var endless = "data: 0123456789\n".repeat(100_000);

        assertThatThrownBy(() -> read(endless)).isInstanceOf(IOException.class);
    }

    @Test
    void eventsWithoutDataAreSkippedInAnyNumber() throws IOException {
        assertThat(read("event: ping\n\n".repeat(100_000) + "data: a\n\n")).containsExactly(data("a"), END);
    }

    @Test
    void anUnterminatedEventIsReturnedBeforeTheEnd() throws IOException {
        assertThat(read("data: a\n\ndata: b")).containsExactly(data("a"), data("b"), END);
        assertThat(read("")).containsExactly(END);
    }

    @Test
    void readBoundariesDoNotChangeTheEvents() throws IOException {
        var stream = ": c\r\n\r\ndata: {\"text\":\"é漢😀\"}\r\n\r\ndata: [DONE]\n\n".getBytes(UTF_8);
        var expected = read(new ByteArrayInputStream(stream));
        for (var cut = 1; cut < stream.length; cut++) {
            assertThat(read(new SplitStream(stream, cut))).as("cut at %d", cut).isEqualTo(expected);
        }
        assertThat(expected).containsExactly(COMMENT, data("{\"text\":\"é漢😀\"}"), data("[DONE]"), END);
    }

    @Test
    void anEndlessLineFails() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> new SseReader(endless).next()).isInstanceOf(IOException.class);
    }

    /** A stream that returns its bytes in two reads. */
    private static final class SplitStream extends InputStream {

        private final byte[] bytes;
        private final int cut;
        private int next;

        private SplitStream(byte[] bytes, int cut) {
            this.bytes = bytes;
            this.cut = cut;
        }

        @Override
        public int read() {
            return next == bytes.length ? -1 : bytes[next++] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (next == bytes.length) {
                return -1;
            }
            var end = next < cut ? cut : bytes.length;
            var count = Math.min(length, end - next);
            System.arraycopy(bytes, next, into, offset, count);
            next += count;
            return count;
        }
    }
}
