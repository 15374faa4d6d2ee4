package ai.tierup.bench.soak;

import ai.tierup.bench.Jvm;
import ai.tierup.bench.ProcessFiles;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Reads the vitals of a JVM from outside. Each reading collects its garbage first. */
final class VitalsMeter implements Closeable {

    private final long pid;
    private final Path dumps;
    private final Jvm jvm;
    private final MemoryMXBean memory;
    private final HotSpotDiagnosticMXBean diagnostics;

    private VitalsMeter(long pid, Path dumps, Jvm jvm) throws IOException {
        this.pid = pid;
        this.dumps = dumps;
        this.jvm = jvm;
        this.memory = ManagementFactory.getPlatformMXBean(jvm.beans(), MemoryMXBean.class);
        this.diagnostics = ManagementFactory.getPlatformMXBean(jvm.beans(), HotSpotDiagnosticMXBean.class);
    }

    /** @param dumps a folder for lists of threads */
    static VitalsMeter of(long pid, Path dumps) throws IOException {
        return new VitalsMeter(pid, dumps.toAbsolutePath(), Jvm.attach(pid));
    }

    Vitals read(Duration at) throws IOException {
        memory.gc();
        var heap = memory.getHeapMemoryUsage().getUsed();
        return new Vitals(at, heap, ProcessFiles.residentBytes(pid), ProcessFiles.descriptors(pid), threads());
    }

    /** All threads, by a dump, because the beans do not count virtual ones. */
    private long threads() throws IOException {
        var dump = dumps.resolve("threads.txt");
        Files.deleteIfExists(dump);
        diagnostics.dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        try (var lines = Files.lines(dump)) {
            return lines.filter(line -> line.startsWith("#")).count();
        }
    }

    @Override
    public void close() throws IOException {
        jvm.close();
    }
}
