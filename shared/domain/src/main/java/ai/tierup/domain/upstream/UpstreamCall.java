package ai.tierup.domain.upstream;

import java.time.Duration;
import java.util.Optional;

/** A running upstream call. Used by one thread. */
public interface UpstreamCall extends AutoCloseable {

    /**
     * Waits at most {@code patience} for the next event. Must not be called again after {@link UpstreamEvent.Ended} or
     * {@link UpstreamEvent.Failed}.
     *
     * @return empty if no event came in time
     */
    Optional<UpstreamEvent> next(Duration patience);

    /** Drops the connection at once. */
    @Override
    void close();
}
