package ai.tierup.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("service")
class MemoryGatewayTest {

    private static final Path HOME = Path.of(System.getProperty("tierup.home", "../.."));
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    @Test
    void itIsPaidForCallsAndCountsTheirUnits() throws IOException {
        try (var provider = FakeProvider.start(0);
                var gateway = (MemoryGateway) Mode.MEMORY.start(HOME, provider.baseUrl());
                var meter = ProcessMeter.ofJvm(gateway.pid())) {
            var load = new Load(gateway.target("tier-2"), 2, Prompt.KB_1.body("tier-2", false));
            load.calls(5);
            var unitsBefore = gateway.units();
            var useBefore = meter.use();

            var result = load.calls(20);

            assertThat(result.failures()).isZero();
            assertThat(result.answers()).isEqualTo(40);
            var units = gateway.units().minus(unitsBefore);
            // A hold, a usage record and a settlement; leases of the pools, which a new process takes more often.
            assertThat(units.write()).isBetween(3 * 40, 6 * 40);
            assertThat(units.read()).isLessThan(40);
            assertThat(meter.use().minus(useBefore).allocatedBytes()).isPositive();
            assertThat(gateway.audit(NOWHERE)).isTrue();
        }
    }
}
