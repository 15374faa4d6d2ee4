package ai.tierup.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.api.SseReader.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SseFrameTest {

    private static final JsonBytes.Content JSON = json -> json.writeString("two\nlines\r");

    private static String text(byte[] frame) {
        return new String(frame, UTF_8);
    }

    @Test
    void eachEventEndsWithAnEmptyLine() {
        assertThat(text(SseFrame.data(JSON))).isEqualTo("data: \"two\\nlines\\r\"\n\n");
        assertThat(text(SseFrame.event("message_start", JSON)))
                .isEqualTo("event: message_start\ndata: \"two\\nlines\\r\"\n\n");
        assertThat(text(SseFrame.text("[DONE]"))).isEqualTo("data: [DONE]\n\n");
    }

    @Test
    void aCommentIsOneLine() {
        assertThat(text(SseFrame.comment("ping"))).isEqualTo(": ping\n");
    }

    @Test
    void theReaderReadsWrittenFrames() throws IOException {
        var stream = new ByteArrayOutputStream();
        stream.writeBytes(SseFrame.comment("ping"));
        stream.writeBytes(SseFrame.event("delta", JSON));
        stream.writeBytes(SseFrame.data(JSON));
        var reader = new SseReader(new ByteArrayInputStream(stream.toByteArray()));

        assertThat(reader.next()).isEqualTo(new Event.Comment());
        assertThat(reader.next()).isEqualTo(new Event.Data("delta", "\"two\\nlines\\r\""));
        assertThat(reader.next()).isEqualTo(new Event.Data(Event.Data.UNNAMED, "\"two\\nlines\\r\""));
        assertThat(reader.next()).isEqualTo(new Event.End());
    }
}
