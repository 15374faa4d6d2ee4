package ai.tierup.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A soak of seconds: too short for leaks, and long enough to see that every kind of request ends as it may. */
@Tag("service")
class MixedLoadTest {

    private static final Path HOME = Path.of(System.getProperty("tierup.home", "../.."));
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());
    private static final int TRIES = 100;

    @Test
    void everyRequestEndsAsItMayAndIsSettled() throws IOException {
        var tally = new Tally();
        try (var service = SoakedService.start(HOME, NOWHERE);
                var meter = VitalsMeter.of(service.pid())) {
            var client = new SoakClient(service.url(), tally);
            var load = new MixedLoad(client, service.keys(), service.makeLimitedKeys(client));
            try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
                load.run(Duration.ofSeconds(6), 20, 7, tasks);
            }

            assertThat(tally.surprises()).isEmpty();
            assertThat(tally.endings()).containsKeys("answered", "left", "refused with 503", "refused with 504");
            var vitals = meter.read(Duration.ZERO);
            assertThat(vitals.heapBytes()).isPositive();
            assertThat(vitals.threads()).isPositive();
            assertThat(vitals.descriptors()).isPositive();
            // The requests of clients that left go on for a while.
            var rest = service.rest(NOWHERE);
            for (var attempt = 1; rest.openHolds() > 0 && attempt < TRIES; attempt++) {
                rest = service.rest(NOWHERE);
            }
            assertThat(rest).isEqualTo(new Verdict.Rest(0, true));
        }
    }
}
