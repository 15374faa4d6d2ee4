package ai.tierup.functions.support.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProxyAnswerTest {

    @Test
    void theWholeAnswerIsOneObjectAtTheEnd() {
        var bytes = new ByteArrayOutputStream();
        var answer = AnswerFormat.PROXY.into(bytes);

        answer.head(200, Map.of("content-type", "text/event-stream"));
        answer.write("data: \"x\"\n\n".getBytes(UTF_8));
        answer.flush();
        assertThat(bytes.size()).isZero();
        // A character may be split between two writes.
        var euro = "€".getBytes(UTF_8);
        answer.write(new byte[] {euro[0]});
        answer.flush();
        answer.write(new byte[] {euro[1], euro[2]});
        answer.end();

        assertThat(bytes.toString(UTF_8))
                .isEqualTo("{\"statusCode\":200,\"headers\":{\"content-type\":\"text/event-stream\"},"
                        + "\"body\":\"data: \\\"x\\\"\\n\\n€\",\"isBase64Encoded\":false}");
    }

    @Test
    void aFailedWriteToTheRuntimeIsIgnored() {
        var answer = AnswerFormat.PROXY.into(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        });

        answer.head(200, Map.of());

        assertThatCode(answer::end).doesNotThrowAnyException();
    }
}
