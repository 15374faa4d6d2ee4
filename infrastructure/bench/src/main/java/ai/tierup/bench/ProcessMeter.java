package ai.tierup.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reads what a Java process has used since its start. Needs Linux. */
final class ProcessMeter implements Closeable {

    /** Clock ticks a second in {@code /proc/PID/stat}, which is 100 on all systems that we know. */
    private static final long TICKS_PER_SECOND = 100;

    /** The fields of user and system time after the name in parentheses, which may contain blanks. */
    private static final int USER_FIELD = 11;

    private static final int SYSTEM_FIELD = 12;
    private static final long BYTES_PER_KB = 1024;

    private final Path process;
    private final JMXConnector connector;
    private final ThreadMXBean threads;

    private ProcessMeter(Path process, JMXConnector connector, ThreadMXBean threads) {
        this.process = process;
        this.connector = connector;
        this.threads = threads;
    }

    // The connection leads to a JVM that the benchmark itself has started, on the loopback interface.
    @SuppressWarnings("BanJNDI")
    static ProcessMeter of(long pid) throws IOException {
        var connector = JMXConnectorFactory.connect(new JMXServiceURL(managementAddress(pid)));
        var threads = ManagementFactory.getPlatformMXBean(connector.getMBeanServerConnection(), ThreadMXBean.class);
        return new ProcessMeter(Path.of("/proc/" + pid), connector, threads);
    }

    private static String managementAddress(long pid) throws IOException {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    Use use() throws IOException {
        var stat = Files.readString(process.resolve("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        var ticks = Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[SYSTEM_FIELD]);
        return new Use(Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND), threads.getTotalThreadAllocatedBytes());
    }

    /** Its memory, in bytes: now, and at most so far. */
    Memory memory() throws IOException {
        return new Memory(statusBytes("VmRSS:"), statusBytes("VmHWM:"));
    }

    private long statusBytes(String name) throws IOException {
        try (var lines = Files.lines(process.resolve("status"))) {
            var line = lines.filter(text -> text.startsWith(name)).findFirst().orElse(name + " 0 kB");
            return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB;
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }

    /**
     * What the process has used so far.
     *
     * @param cpu on all cores
     * @param allocatedBytes of Java objects, by threads of the platform, which carry the virtual ones
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
