package ai.tierup.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The million records of {@link LongDay} take 700 MB as DynamoDB counts, and several times that in memory. */
@Tag("store")
class LongDayTest {

    private static final String HEAP = "-Xmx64m";

    @Test
    void anAccountWithAMillionRecordsADayIsAuditedExportedAndClosedInASmallHeap()
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongDay.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output;
        try (var reader = process.inputReader()) {
            output = reader.readAllAsString();
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();

        assertThat(output.lines())
                .containsExactly(
                        "audited 1 []", "exported $0.100000000", "closed 1 1000000 requests, debits $0.100000000");
    }
}
