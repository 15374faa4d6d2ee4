package ai.tierup.upstream;

import ai.tierup.domain.upstream.UpstreamCall;
import ai.tierup.domain.upstream.UpstreamEvent;
import ai.tierup.domain.upstream.UpstreamFailure;
import java.time.Duration;
import java.util.Optional;

/** A call to a provider that has no settings or no key. The failure is reported as our fault: the mapping is ahead of the settings. */
final class RefusedCall implements UpstreamCall {

    @Override
    public Optional<UpstreamEvent> next(Duration maxWait) {
        return Optional.of(UpstreamEvent.Failed.notSent(UpstreamFailure.REFUSED_US));
    }

    @Override
    public void close() {}
}
