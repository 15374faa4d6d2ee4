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

/** An environment lives for hours: what it keeps of an invocation adds up. */
class EnduranceTest {

    private static final int INVOCATIONS = 10_000;

    /** The fake closes its ends when it comes to it. */
    private static final long SLACK = 32;

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
    void tenThousandInvocationsLeaveNoSocketNoThreadAndNoObject() {
        assumeTrue(openFiles() > 0, "this system does not count open files");
        for (var number = 0; number < INVOCATIONS; number++) {
            api.give("id-" + number, "{}");
        }
        var kept = new ArrayList<WeakReference<Object>>();
        var mostFiles = new long[2];
        var mostThreads = new int[2];

        new StreamingRuns(api).run((event, out, context) -> {
            var half = kept.size() < INVOCATIONS ? 0 : 1;
            mostFiles[half] = Math.max(mostFiles[half], openFiles());
            mostThreads[half] = Math.max(
                    mostThreads[half], ManagementFactory.getThreadMXBean().getThreadCount());
            kept.add(new WeakReference<>(out));
            kept.add(new WeakReference<>(context));
            out.write("data: 1\n\n".getBytes(UTF_8));
            out.flush();
            switch (kept.size() % 3) {
                case 0 -> throw new IllegalStateException("after the first flush");
                case 1 -> out.write("data: 2\n\n".getBytes(UTF_8));
                default -> out.flush();
            }
        });

        System.gc();
        assertThat(kept).hasSize(2 * INVOCATIONS).allMatch(reference -> reference.refersTo(null));
        assertThat(mostFiles[1]).as("open files").isLessThanOrEqualTo(mostFiles[0] + SLACK);
        assertThat(mostThreads[1]).as("threads").isLessThanOrEqualTo(mostThreads[0]);
    }
}
