package ai.tierup.bench.soak;

import ai.tierup.bench.Jvm;
import ai.tierup.bench.ProcessFiles;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;

/** Reads the vitals of a JVM from outside. Each reading collects its garbage first. */
final class VitalsMeter implements Closeable {

    private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

    /** A line of the histogram: a rank, instances, bytes and the name of the class. */
    private static final Pattern VIRTUAL_THREADS = Pattern.compile(" (\\d+) +\\d+ +java\\.lang\\.VirtualThread ");

    private final long pid;
    private final Jvm jvm;
    private final MBeanServerConnection beans;
    private final MemoryMXBean memory;
    private final ThreadMXBean platformThreads;

    private VitalsMeter(long pid, Jvm jvm) throws IOException {
        this.pid = pid;
        this.jvm = jvm;
        this.beans = jvm.beans();
        this.memory = ManagementFactory.getPlatformMXBean(beans, MemoryMXBean.class);
        this.platformThreads = ManagementFactory.getPlatformMXBean(beans, ThreadMXBean.class);
    }

    static VitalsMeter of(long pid) throws IOException {
        return new VitalsMeter(pid, Jvm.attach(pid));
    }

    Vitals read(Duration at) throws IOException {
        var threads = platformThreads.getThreadCount() + virtualThreads();
        var heap = memory.getHeapMemoryUsage().getUsed();
        return new Vitals(at, heap, ProcessFiles.residentBytes(pid), ProcessFiles.descriptors(pid), threads);
    }

    /**
     * Collects the garbage, and counts the virtual threads that are left. No bean counts them, and a dump of all threads has crashed the JVM
     * under load.
     */
    private long virtualThreads() throws IOException {
        try {
            var histogram = (String) beans.invoke(
                    new ObjectName(COMMANDS), "gcClassHistogram", new Object[] {new String[0]}, new String[] {
                        String[].class.getName()
                    });
            var line = VIRTUAL_THREADS.matcher(histogram);
            return line.find() ? Long.parseLong(line.group(1)) : 0;
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        jvm.close();
    }
}
