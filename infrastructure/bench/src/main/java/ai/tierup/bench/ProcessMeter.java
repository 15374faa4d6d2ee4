package ai.tierup.bench;

import com.sun.management.ThreadMXBean;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a process and its children have used since their start. Needs Linux. */
final class ProcessMeter implements Closeable {

    private final ProcessHandle process;
    private final Optional<Beans> beans;

    /** What a JVM tells of itself. */
    private record Beans(Jvm jvm, ThreadMXBean threads, CompilationMXBean compilers) {

        static Beans of(Jvm jvm) throws IOException {
            return new Beans(
                    jvm,
                    ManagementFactory.getPlatformMXBean(jvm.beans(), ThreadMXBean.class),
                    ManagementFactory.getPlatformMXBean(jvm.beans(), CompilationMXBean.class));
        }
    }

    private ProcessMeter(ProcessHandle process, Optional<Beans> beans) {
        this.process = process;
        this.beans = beans;
    }

    /**
     * The meter of any process, which knows neither what it allocates nor whether it compiles.
     *
     * @throws IOException if there is no such process
     */
    static ProcessMeter of(long pid) throws IOException {
        return new ProcessMeter(handle(pid), Optional.empty());
    }

    /** The meter of a JVM of the same user. */
    static ProcessMeter ofJvm(long pid) throws IOException {
        return new ProcessMeter(handle(pid), Optional.of(Beans.of(Jvm.attach(pid))));
    }

    private static ProcessHandle handle(long pid) throws IOException {
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("There is no process " + pid));
    }

    Use use() throws IOException {
        var cpu = Duration.ZERO;
        for (var one : Stream.concat(Stream.of(process), process.descendants()).toList()) {
            cpu = cpu.plus(ProcessFiles.cpu(one.pid()));
        }
        var compiling =
                beans.map(jvm -> jvm.compilers().getTotalCompilationTime()).orElse(0L);
        var allocated =
                beans.map(jvm -> jvm.threads().getTotalThreadAllocatedBytes()).orElse(0L);
        return new Use(cpu, Duration.ofMillis(compiling), allocated);
    }

    /** Its memory, in bytes: now, and at most so far. */
    Memory memory() throws IOException {
        var now = 0L;
        var peak = 0L;
        for (var one : Stream.concat(Stream.of(process), process.descendants()).toList()) {
            now += ProcessFiles.residentBytes(one.pid());
            peak += ProcessFiles.peakResidentBytes(one.pid());
        }
        return new Memory(now, peak);
    }

    /** Whether it knows what the process allocates, and for how long it compiles. */
    boolean isOfJvm() {
        return beans.isPresent();
    }

    @Override
    public void close() throws IOException {
        if (beans.isPresent()) {
            beans.get().jvm().close();
        }
    }

    /**
     * What the process has used so far.
     *
     * @param cpu on all cores
     * @param compiling how long its JIT compilers worked; 0 if nobody knows
     * @param allocatedBytes of Java objects, by threads of the platform, which carry the virtual ones; 0 if nobody counts them
     */
    record Use(Duration cpu, Duration compiling, long allocatedBytes) {

        Use minus(Use earlier) {
            return new Use(
                    cpu.minus(earlier.cpu),
                    compiling.minus(earlier.compiling),
                    allocatedBytes - earlier.allocatedBytes);
        }

        Use plus(Use other) {
            return new Use(cpu.plus(other.cpu), compiling.plus(other.compiling), allocatedBytes + other.allocatedBytes);
        }

        static Use none() {
            return new Use(Duration.ZERO, Duration.ZERO, 0);
        }
    }

    record Memory(long residentBytes, long peakBytes) {}
}
