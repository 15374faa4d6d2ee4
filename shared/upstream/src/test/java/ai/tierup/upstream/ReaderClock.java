package ai.tierup.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A clock that stands still until the test moves it, and knows when the thread that reads upstream has looked at it since. */
final class ReaderClock implements InstantSource {

    private final Thread test = Thread.currentThread();
    private final BlockingQueue<Instant> looks = new LinkedBlockingQueue<>();
    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Returns when the reader has noticed something at the present time. */
    void awaitLook() throws InterruptedException {
        var look = nextLook();
        while (!look.equals(now)) {
            look = nextLook();
        }
    }

    /** Returns when the reader has noticed {@code count} things. */
    void awaitLooks(int count) throws InterruptedException {
        for (var i = 0; i < count; i++) {
            assertThat(nextLook()).isNotNull();
        }
    }

    private Instant nextLook() throws InterruptedException {
        var look = looks.poll(20, TimeUnit.SECONDS);
        assertThat(look).as("a look at the clock").isNotNull();
        return look;
    }

    @Override
    public Instant instant() {
        // Read once: what the reader gets is what it was seen to get.
        var look = now;
        if (!Thread.currentThread().equals(test)) {
            looks.add(look);
        }
        return look;
    }
}
