package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreludeStreamTest {

    @Test
    void theHeadIsJsonAndEightNulBytes() {
        var bytes = new ByteArrayOutputStream();
        var stream = new PreludeStream(bytes);

        stream.head(200, Map.of("content-type", "text/event-stream"));
        stream.write("data: x\n\n".getBytes(UTF_8));
        stream.flush();

        assertThat(bytes.toString(UTF_8))
                .isEqualTo("{\"statusCode\":200,\"headers\":{\"content-type\":\"text/event-stream\"}}" + "\0".repeat(8)
                        + "data: x\n\n");
    }

    @Test
    void nothingIsWrittenAfterTheClientDisconnects() {
        var writes = new int[1];
        var stream = new PreludeStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                writes[0]++;
                throw new IOException("gone");
            }
        });

        stream.head(200, Map.of());
        stream.write(new byte[] {1});
        stream.flush();

        assertThat(writes[0]).isEqualTo(1);
    }
}
