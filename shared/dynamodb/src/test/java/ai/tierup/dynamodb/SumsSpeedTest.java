package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Sums up the usage records of a long day that is not closed yet, as {@code GET /v1/usage} does for today. With {@code -Dtierup.speed=true}
 * there are a million, and the time is printed:
 * {@code scripts/test -pl shared/dynamodb -Dtest=SumsSpeedTest -Dtierup.speed=true}.
 */
class SumsSpeedTest {

    private static final boolean MEASURES = Boolean.getBoolean("tierup.speed");
    private static final int RECORDS = MEASURES ? 1_000_000 : 20_000;
    private static final TableNames TABLES = new TableNames("wallets", "ledger", "directory", "transient");

    @Test
    void aLongDayIsSummedToTheNanoInPages() throws IOException {
        try (var server = new LongDayServer(RECORDS)) {
            var endpoint = Optional.of(server.address());
            try (var connections = DynamoDbClients.connections(endpoint);
                    var clients = DynamoDbClients.of("us-east-1", endpoint, connections)) {
                for (var run : MEASURES ? List.of("cold", "warm") : List.of("once")) {
                    sum(new DynamoDbBooks(clients, TABLES), server, run);
                }
            }
        }
    }

    private static void sum(DynamoDbBooks books, LongDayServer server, String run) {
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var pagesBefore = server.pages();
        var startNanos = System.nanoTime();
        var startProcessorNanos = process.getProcessCpuTime();

        var sums = books.sums(LongDayServer.ACCOUNT, LongDayServer.DAY);

        if (MEASURES) {
            System.out.println("Summed " + RECORDS + " records in " + (server.pages() - pagesBefore) + " pages, " + run
                    + ": "
                    + Duration.ofNanos(System.nanoTime() - startNanos) + ", of the processor "
                    + Duration.ofNanos(process.getProcessCpuTime() - startProcessorNanos) + ", in a heap of at most "
                    + Runtime.getRuntime().maxMemory() / 1_048_576 + " MB");
        }
        assertThat(sums.total().requests()).isEqualTo(RECORDS);
        assertThat(sums.total().cost()).isEqualTo(new Money((long) RECORDS * (RECORDS - 1) / 2));
        assertThat(sums.sums()).hasSize(LongDayServer.KEYS);
        assertThat(server.pages() - pagesBefore).isGreaterThan(10);
    }
}
