package ai.tierup.bench;

import com.sun.management.ThreadMXBean;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a process and its children have used since their start. Needs Linux. */
final class ProcessMeter implements Closeable {

    private final ProcessHandle process;
    private final Optional<Jvm> jvm;
    private final Optional<ThreadMXBean> threads;

    private ProcessMeter(ProcessHandle process, Optional<Jvm> jvm, Optional<ThreadMXBean> threads) {
        this.process = process;
        this.jvm = jvm;
        this.threads = threads;
    }

    /**
     * The meter of any process, which does not know what it allocates.
     *
     * @throws IOException if there is no such process
     */
    static ProcessMeter of(long pid) throws IOException {
        return new ProcessMeter(handle(pid), Optional.empty(), Optional.empty());
    }

    /** The meter of a JVM of the same user. */
    static ProcessMeter ofJvm(long pid) throws IOException {
        var jvm = Jvm.attach(pid);
        var threads = ManagementFactory.getPlatformMXBean(jvm.beans(), ThreadMXBean.class);
        return new ProcessMeter(handle(pid), Optional.of(jvm), Optional.of(threads));
    }

    private static ProcessHandle handle(long pid) throws IOException {
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException("There is no process " + pid));
    }

    Use use() throws IOException {
        var cpu = Duration.ZERO;
        for (var one : Stream.concat(Stream.of(process), process.descendants()).toList()) {
            cpu = cpu.plus(ProcessFiles.cpu(one.pid()));
        }
        return new Use(
                cpu, threads.map(ThreadMXBean::getTotalThreadAllocatedBytes).orElse(0L));
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

    /** Whether it knows what the process allocates. */
    boolean countsAllocation() {
        return threads.isPresent();
    }

    @Override
    public void close() throws IOException {
        if (jvm.isPresent()) {
            jvm.get().close();
        }
    }

    /**
     * What the process has used so far.
     *
     * @param cpu on all cores
     * @param allocatedBytes of Java objects, by threads of the platform, which carry the virtual ones; 0 if nobody counts them
     */
    record Use(Duration cpu, long allocatedBytes) {

        Use minus(Use earlier) {
            return new Use(cpu.minus(earlier.cpu), allocatedBytes - earlier.allocatedBytes);
        }

        Use plus(Use other) {
            return new Use(cpu.plus(other.cpu), allocatedBytes + other.allocatedBytes);
        }

        static Use none() {
            return new Use(Duration.ZERO, 0);
        }
    }

    record Memory(long residentBytes, long peakBytes) {}
}
