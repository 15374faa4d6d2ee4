package ai.tierup.simulators.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionCutTest {

    @Test
    void theConnectionIsCutAfterTheGivenNumberOfChunks() throws Exception {
        try (var client = new SimulatorClient()) {
            var received = client.stream("[[simulate:tokens=9,break_after=2]]");

            assertThat(received.broken()).isTrue();
            assertThat(received.lines())
                    .filteredOn(line -> line.startsWith("data: {"))
                    .hasSize(2);
        }
    }

    @Test
    void afterACutTheNextCallIsAnswered() throws Exception {
        try (var client = new SimulatorClient()) {
            assertThat(client.stream("[[simulate:break_after=1]]").broken()).isTrue();

            assertThat(client.ask(SimulatorClient.CLAUDE, "hello", "").statusCode())
                    .isEqualTo(200);
        }
    }
}
