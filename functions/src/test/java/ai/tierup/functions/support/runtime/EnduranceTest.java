package ai.tierup.functions.support.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks that invocations leak nothing, because an environment runs for hours. */
class EnduranceTest {

    private static final int INVOCATIONS = 10_000;

    /** Allowance for sockets that the fake has not closed yet. */
    private static final int SLACK = 32;

    private final FakeRuntimeApi api = new FakeRuntimeApi();

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? system.getOpenFileDescriptorCount()
                : 0;
    }

    @Test
    void tenThousandInvocationsLeakNoSocketThreadOrObject() {
        assumeTrue(openFiles() > 0, "this system does not count open files");
        for (var number = 0; number < INVOCATIONS; number++) {
            api.enqueue("id-" + number, "{}");
        }
        var references = new ArrayList<WeakReference<Object>>();
        var maxFiles = new long[2];
        var maxThreads = new int[2];

        new RuntimeRunner(api).run((event, out, context) -> {
            var half = references.size() < INVOCATIONS ? 0 : 1;
            maxFiles[half] = Math.max(maxFiles[half], openFiles());
            maxThreads[half] = Math.max(
                    maxThreads[half], ManagementFactory.getThreadMXBean().getThreadCount());
            references.add(new WeakReference<>(out));
            references.add(new WeakReference<>(context));
            out.write("data: 1\n\n".getBytes(UTF_8));
            out.flush();
            switch (references.size() % 3) {
                case 0 -> throw new IllegalStateException("after the first flush");
                case 1 -> out.write("data: 2\n\n".getBytes(UTF_8));
                default -> out.flush();
            }
        });

        System.gc();
        assertThat(references).hasSize(2 * INVOCATIONS).allMatch(reference -> reference.refersTo(null));
        assertThat(maxFiles[1]).as("open files").isLessThanOrEqualTo(maxFiles[0] + SLACK);
        assertThat(maxThreads[1]).as("threads").isLessThanOrEqualTo(maxThreads[0] + SLACK);
    }
}
