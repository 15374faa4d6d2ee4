package ai.tierup.domain.upstream;

import java.time.Duration;
import java.util.Optional;

/** A running upstream call. Used by one thread. */
public interface UpstreamCall extends AutoCloseable {

    /**
     * The next event, waiting for it at most {@code patience}; empty when none came in that time. Not called again after
     * {@link UpstreamEvent.Ended} or {@link UpstreamEvent.Failed}.
     */
    Optional<UpstreamEvent> next(Duration patience);

    /** Gives the connection up, at once. */
    @Override
    void close();
}
