package ai.tierup.upstream;

import ai.tierup.domain.tier.ProviderId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which providers there are, and how long each may be silent.
 *
 * @param firstByteTimeout for streams; a whole answer has until the request's deadline
 * @param idleTimeout between two signs of life of a stream, comments included
 */
public record UpstreamSettings(
        List<Provider> providers, Duration connectTimeout, Duration firstByteTimeout, Duration idleTimeout) {

    public UpstreamSettings {
        providers = List.copyOf(providers);
    }

    /** All but the default one. */
    public List<ProviderId> furtherProviders() {
        return providers.stream()
                .map(Provider::id)
                .filter(id -> !id.equals(ProviderId.DEFAULT))
                .toList();
    }

    Optional<Provider> provider(ProviderId id) {
        return providers.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }
}
