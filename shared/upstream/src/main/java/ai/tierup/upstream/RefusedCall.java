package ai.tierup.upstream;

import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Optional;

/** A call to a provider that is not set, or whose key is not: the mapping is ahead of the settings, which is our fault. */
final class RefusedCall implements UpstreamCall {

    @Override
    public Optional<UpstreamEvent> next(Duration patience) {
        return Optional.of(new UpstreamEvent.Failed(UpstreamFailure.REFUSED_US));
    }

    @Override
    public void close() {}
}
