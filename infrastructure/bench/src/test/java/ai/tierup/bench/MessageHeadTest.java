package ai.tierup.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageHeadTest {

    @Test
    void aBodyEndsWhereItsLengthSays() throws IOException {
        var in = bytes(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirstHTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
        var first = MessageHead.read(in).orElseThrow();
        assertThat(first.status()).isEqualTo(200);
        assertThat(text(first.body(in))).isEqualTo("first");
        var second = MessageHead.read(in).orElseThrow();
        assertThat(second.status()).isEqualTo(404);
        assertThat(text(second.body(in))).isEmpty();
        assertThat(MessageHead.read(in)).isEmpty();
    }

    @Test
    void chunksAreJoined() throws IOException {
        var in = bytes("""
            POST / HTTP/1.1
            Transfer-Encoding: chunked

            3
            one
            a;x=y
            and a half
            0

            POST /next HTTP/1.1

            """.replace("\n", "\r\n"));
        assertThat(text(MessageHead.read(in).orElseThrow().body(in))).isEqualTo("oneand a half");
        assertThat(MessageHead.read(in).orElseThrow().firstLine()).isEqualTo("POST /next HTTP/1.1");
    }

    @Test
    void aConnectionThatBreaksIsNoEndOfABody() throws IOException {
        for (var broken : new String[] {"Content-Length: 5\r\n\r\nfir", "Transfer-Encoding: chunked\r\n\r\n5\r\nfir"}) {
            var in = bytes("HTTP/1.1 200 OK\r\n" + broken);
            var body = MessageHead.read(in).orElseThrow().body(in);
            assertThatThrownBy(body::readAllBytes).isInstanceOf(EOFException.class);
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
}
