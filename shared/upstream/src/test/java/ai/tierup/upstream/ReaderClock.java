package ai.tierup.upstream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that only the test advances, read by the threads of calls. */
final class ReaderClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public Instant instant() {
        return now;
    }
}
