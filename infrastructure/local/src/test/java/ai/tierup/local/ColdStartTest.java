package ai.tierup.local;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.local.RunningService.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures a cold start without a snapshot, from the start of the process to the first streamed byte, and the first request after a
 * restore. Processor times allow to compute how long each takes with the part of a processor that Lambda gives a function. Run it with
 * {@code scripts/test -pl infrastructure/dynamodb-local,infrastructure/local -Dtest=ColdStartTest -Dtierup.speed=true}.
 */
@Tag("package")
@EnabledIfSystemProperty(named = "tierup.speed", matches = "true")
@ExtendWith(RunningService.class)
class ColdStartTest {

    private static final int RUNS = 7;

    @TempDir
    private static Path root;

    @BeforeAll
    static void unpack() throws IOException {
        PackagedFunction.unpack(root);
    }

    @Test
    void measuresTheTimeToTheFirstStreamedByte(Api api) throws Exception {
        var upstream = api.simulator().baseUrl().toString();
        for (var flags : List.of(List.<String>of(), PackagedFunction.LAMBDA_FLAGS)) {
            System.out.println("Cold starts with " + flags);
            for (var run = 0; run < RUNS; run++) {
                var started = System.nanoTime();
                try (var function =
                        PackagedFunction.onOurLoop(root, PackagedFunctionTest.variables(api, upstream), flags)) {
                    var invocation = function.api().invoke(PackagedFunctionTest.event(api, "load-04", true));
                    invocation.await("data: ");
                    var firstByte = Duration.ofNanos(System.nanoTime() - started);
                    var cpu = cpu(function.process());
                    assertThat(invocation.awaitEnd()).endsWith("data: [DONE]\n\n");
                    System.out.printf(
                            "first byte after %d ms, processor time %d ms; %s%n",
                            firstByte.toMillis(), cpu.toMillis(), memory(function.process()));
                }
            }
        }
    }

    @Test
    void measuresTheFirstRequestsAfterARestore(Api api) throws Exception {
        var variables =
                PackagedFunctionTest.variables(api, api.simulator().baseUrl().toString());
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        var flags = PackagedFunction.LAMBDA_FLAGS.stream()
                .filter(flag -> !flag.contains("Tiered"))
                .toList();
        try (var function = PackagedFunction.onOurLoop(root, variables, flags)) {
            function.api().awaitAsked();
            for (var request = 1; request <= RUNS; request++) {
                var before = cpu(function.process());
                var started = System.nanoTime();
                var invocation = function.api().invoke(PackagedFunctionTest.event(api, "load-04", true));
                invocation.await("data: ");
                var firstByte = Duration.ofNanos(System.nanoTime() - started);
                var cpu = cpu(function.process()).minus(before);
                assertThat(invocation.awaitEnd()).endsWith("data: [DONE]\n\n");
                System.out.printf(
                        "request %d after a restore: first byte after %d ms, processor time %d ms; %s%n",
                        request, firstByte.toMillis(), cpu.toMillis(), memory(function.process()));
            }
        }
    }

    private static Duration cpu(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String memory(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("memory unknown")
                .replaceAll("\\s+", " ");
    }
}
