package ai.tierup.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * What was measured, when, and on which machine.
 *
 * @param commit the beginning of its hash, and whether the working copy differs from it
 * @param otherCores how many cores other programs kept busy on average, which blurs the figures
 */
record RunConditions(String commit, String date, String processor, int cores, String java, double otherCores) {

    /** Begins to watch what other programs do. */
    static Watch watch() throws IOException {
        return new Watch(System.nanoTime(), ProcessFiles.machineCpu(), ownCpu());
    }

    /** CPU time of the benchmark and of what it has started. */
    private static Duration ownCpu() throws IOException {
        var self = ProcessHandle.current();
        var cpu = Duration.ZERO;
        for (var one : Stream.concat(Stream.of(self), self.descendants()).toList()) {
            cpu = cpu.plus(ProcessFiles.cpu(one.pid()));
        }
        return cpu;
    }

    record Watch(long startNanos, Duration machineCpu, Duration ownCpu) {

        /** @param peersCpu CPU time of the peers since the start */
        RunConditions end(Path home, Duration peersCpu) throws IOException {
            var others = ProcessFiles.machineCpu()
                    .minus(machineCpu)
                    .minus(RunConditions.ownCpu().minus(ownCpu))
                    .minus(peersCpu);
            return new RunConditions(
                    commit(home),
                    Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
                    modelName(),
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version().toString(),
                    Math.max(0, others.toNanos() / (double) (System.nanoTime() - startNanos)));
        }
    }

    private static String commit(Path home) throws IOException {
        var hash = git(home, "rev-parse", "--short", "HEAD");
        return git(home, "status", "--porcelain", "--untracked-files=no").isEmpty() ? hash : hash + " with changes";
    }

    private static String git(Path home, String... arguments) throws IOException {
        var command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        var process = new ProcessBuilder(command)
                .directory(home.toAbsolutePath().toFile())
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static String modelName() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown processor");
        }
    }
}
