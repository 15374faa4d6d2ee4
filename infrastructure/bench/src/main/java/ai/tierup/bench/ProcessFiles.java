package ai.tierup.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** What Linux says about processes, in files below {@code /proc}. */
public final class ProcessFiles {

    /** Clock ticks a second in {@code /proc/PID/stat}, which is 100 on all systems that we know. */
    private static final long TICKS_PER_SECOND = 100;

    /** The fields of user and system time after the name in parentheses, which may contain blanks. */
    private static final int USER_FIELD = 11;

    private static final int SYSTEM_FIELD = 12;

    /** The fields of {@code /proc/stat} that count time in which a core did nothing. */
    private static final int IDLE_FIELD = 4;

    private static final int WAIT_FIELD = 5;
    private static final int LAST_CPU_FIELD = 8;
    private static final long BYTES_PER_KB = 1024;

    private ProcessFiles() {}

    /** CPU time of a process since its start; zero if it has ended. */
    static Duration cpu(long pid) throws IOException {
        try {
            var stat = Files.readString(folder(pid).resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return ticks(Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[SYSTEM_FIELD]));
        } catch (NoSuchFileException e) {
            return Duration.ZERO;
        }
    }

    /** CPU time of all processes and of the kernel since the start of the machine. */
    static Duration machineCpu() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            var fields = lines.findFirst().orElseThrow().split(" +", -1);
            var busy = 0L;
            for (var field = 1; field <= LAST_CPU_FIELD; field++) {
                busy += field == IDLE_FIELD || field == WAIT_FIELD ? 0 : Long.parseLong(fields[field]);
            }
            return ticks(busy);
        }
    }

    private static Duration ticks(long ticks) {
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    public static long residentBytes(long pid) throws IOException {
        return statusBytes(pid, "VmRSS:");
    }

    static long peakResidentBytes(long pid) throws IOException {
        return statusBytes(pid, "VmHWM:");
    }

    /** Open files and connections of a process. */
    public static long descriptors(long pid) throws IOException {
        try (var files = Files.list(folder(pid).resolve("fd"))) {
            return files.count();
        }
    }

    private static long statusBytes(long pid, String name) throws IOException {
        try (var lines = Files.lines(folder(pid).resolve("status"))) {
            var line = lines.filter(text -> text.startsWith(name)).findFirst().orElse(name + " 0 kB");
            return Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private static Path folder(long pid) {
        return Path.of("/proc/" + pid);
    }
}
