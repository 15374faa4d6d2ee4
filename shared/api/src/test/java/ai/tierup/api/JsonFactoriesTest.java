package ai.tierup.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JsonFactoriesTest {

    /** The buffers of one writer take 16 KB. */
    private static final long MAX_BYTES = 8_000;

    @Test
    void aNewThreadUsesTheBuffersOfOthers() throws Exception {
        write();

        assertThat(bytesToWriteInANewThread()).isLessThan(MAX_BYTES);
    }

    private static long bytesToWriteInANewThread() throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var bytes = new CompletableFuture<Long>();
        Thread.ofPlatform().start(() -> {
            var before = threads.getCurrentThreadAllocatedBytes();
            write();
            bytes.complete(threads.getCurrentThreadAllocatedBytes() - before);
        });
        return bytes.get();
    }

    private static void write() {
        JsonBytes.of(json -> json.writeString("a short text"));
    }
}
