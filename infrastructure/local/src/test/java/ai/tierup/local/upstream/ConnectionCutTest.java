package ai.tierup.local.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ConnectionCutTest {

    @Test
    void theConnectionIsCutAfterSoManyChunksWithoutAnEndOfTheBody() throws Exception {
        try (var client = new SimulatorClient();
                var lines = client.lines("[[simulate:tokens=9,break_after=2]]")) {
            var seen = new ArrayList<String>();

            assertThatThrownBy(() -> lines.forEach(seen::add))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(IOException.class);
            assertThat(seen).filteredOn(line -> line.startsWith("data: {")).hasSize(2);
        }
    }

    @Test
    void afterACutTheNextCallIsAnswered() throws Exception {
        try (var client = new SimulatorClient();
                var lines = client.lines("[[simulate:break_after=1]]")) {
            assertThatThrownBy(lines::toList).isInstanceOf(UncheckedIOException.class);

            assertThat(client.ask(SimulatorClient.CLAUDE, "hello", "").statusCode())
                    .isEqualTo(200);
        }
    }
}
