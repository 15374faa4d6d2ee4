package ai.tierup.bench.kernels;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * No kernel allocates more than {@code infrastructure/bench/allocations.csv} says. Whoever has a reason to allocate more, or has learned to
 * allocate less, writes it anew: {@code scripts/test fast -pl infrastructure/bench -am -Dtest=AllocationsTest -Dtierup.record=true}.
 */
class AllocationsTest {

    private static final Path BASELINE =
            Path.of(System.getProperty("tierup.home"), "infrastructure/bench/allocations.csv");
    private static final double TOLERANCE = 1.02;

    @Test
    void noKernelAllocatesMoreThanTheBaseline() throws Exception {
        var measured = measure();
        if (Boolean.getBoolean("tierup.record")) {
            Files.write(BASELINE, measured);
        }
        var baseline = bytesByKernel(Files.readAllLines(BASELINE));
        var bytes = bytesByKernel(measured);

        assertThat(bytes.keySet()).isEqualTo(baseline.keySet());
        assertThat(bytes)
                .allSatisfy((kernel, now) -> assertThat(now)
                        .as("bytes of %s, which were %s", kernel, baseline.get(kernel))
                        .isLessThanOrEqualTo((long) (requireNonNull(baseline.get(kernel)) * TOLERANCE)));
    }

    /** Measures in a JVM of its own, because what is allocated depends on its flags. */
    private static List<String> measure() throws Exception {
        var process = new ProcessBuilder(Allocations.command())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var reader = process.inputReader()) {
            var lines = reader.lines().toList();
            assertThat(process.waitFor()).isZero();
            return lines;
        }
    }

    private static Map<String, Long> bytesByKernel(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(",", 2))
                .collect(toMap(pair -> pair[0], pair -> Long.valueOf(pair[1])));
    }
}
