package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A clock that only the test advances. It records each time that a call's reader thread reads it. */
final class ReaderClock implements InstantSource {

    private final Thread test = Thread.currentThread();
    private final BlockingQueue<Instant> reads = new LinkedBlockingQueue<>();
    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Waits until the reader thread has read the current time. */
    void awaitCurrentRead() throws InterruptedException {
        var read = nextRead();
        while (!read.equals(now)) {
            read = nextRead();
        }
    }

    /** Waits until the reader thread has read the clock {@code count} times. */
    void awaitReads(int count) throws InterruptedException {
        for (var i = 0; i < count; i++) {
            assertThat(nextRead()).isNotNull();
        }
    }

    private Instant nextRead() throws InterruptedException {
        var read = reads.poll(20, TimeUnit.SECONDS);
        assertThat(read).as("a read of the clock").isNotNull();
        return read;
    }

    @Override
    public Instant instant() {
        // The field is read once, so that the recorded and the returned instant are the same.
        var read = now;
        if (!Thread.currentThread().equals(test)) {
            reads.add(read);
        }
        return read;
    }
}
