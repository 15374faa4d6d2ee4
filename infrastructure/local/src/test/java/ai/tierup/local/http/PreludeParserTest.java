package ai.tierup.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.local.http.PreludeParser.Head;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PreludeParserTest {

    private static final byte[] ANSWER =
            ("{\"statusCode\":201,\"headers\":{\"a\":\"b\"}}" + "\0".repeat(8) + "one\0two").getBytes(UTF_8);

    private static final class Client implements PreludeParser.Client {

        private final List<Head> heads = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private int flushes;

        @Override
        public void head(Head head) {
            heads.add(head);
        }

        @Override
        public void body(byte[] bytes) {
            flushes++;
            body.writeBytes(bytes);
        }
    }

    @Test
    void theAnswerIsParsedHoweverItsBytesAreSplit() throws IOException {
        for (var cut = 0; cut <= ANSWER.length; cut++) {
            var client = new Client();
            var parser = new PreludeParser(client);
            parser.write(ANSWER, 0, cut);
            parser.write(ANSWER, cut, ANSWER.length - cut);
            parser.flush();

            assertThat(client.heads).containsExactly(new Head(201, Map.of("a", "b")));
            assertThat(client.body.toString(UTF_8)).isEqualTo("one\0two");
        }
    }

    @Test
    void eachFlushIsPassedOnSeparately() throws IOException {
        var client = new Client();
        var parser = new PreludeParser(client);
        parser.write(ANSWER);
        parser.flush();
        parser.flush();
        parser.write('x');
        parser.flush();

        assertThat(client.flushes).isEqualTo(2);
    }

    @Test
    void anAnswerWithoutADelimiterIsRefused() {
        var parser = new PreludeParser(new Client());

        assertThatThrownBy(() -> parser.write("x".repeat(16 * 1024 + 1).getBytes(UTF_8)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> new PreludeParser(new Client()).write("{}\0\0x".getBytes(UTF_8)))
                .isInstanceOf(IOException.class);
    }
}
