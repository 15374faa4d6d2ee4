package ai.tierup.bench.kernels;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Prints what each kernel allocates in one run, as lines of {@code KERNEL,BYTES}. The numbers are the same in every JVM of a version that
 * has only the quick compiler. The other one leaves objects out, now these and now those.
 */
public final class Allocations {

    private static final int WARM_UP_RUNS = 100;
    private static final int BATCHES = 9;
    private static final int RUNS = 10;

    private Allocations() {}

    public static void main(String[] arguments) {
        for (var kernel : Kernel.values()) {
            System.out.println(kernel + "," + bytesOf(kernel.prepare()));
        }
    }

    /** The median of the batches, because in some of them a table grows or a class is loaded. */
    private static long bytesOf(Kernel.Work work) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (var run = 0; run < WARM_UP_RUNS; run++) {
            work.run();
        }
        var batches = new long[BATCHES];
        for (var batch = 0; batch < BATCHES; batch++) {
            var before = threads.getCurrentThreadAllocatedBytes();
            for (var run = 0; run < RUNS; run++) {
                work.run();
            }
            batches[batch] = (threads.getCurrentThreadAllocatedBytes() - before) / RUNS;
        }
        Arrays.sort(batches);
        return batches[BATCHES / 2];
    }

    /** The command that runs this class as it must be run. */
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Allocations.class.getName());
    }
}
