package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/** Creates the threads that read answers, and waits for their end. */
final class ReaderThreads implements ThreadFactory {

    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Override
    public Thread newThread(Runnable task) {
        var thread = Thread.ofVirtual().unstarted(task);
        threads.add(thread);
        return thread;
    }

    void awaitEnd(Duration timeout) throws InterruptedException {
        for (var thread : threads) {
            assertThat(thread.join(timeout)).as("the reader has ended").isTrue();
        }
    }
}
