package ai.tierup.upstream;

import ai.tierup.domain.tier.ProviderId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The configured providers. How long a connected provider may be silent is decided by whoever polls the call. */
public record UpstreamSettings(List<Provider> providers, Duration connectTimeout) {

    public UpstreamSettings {
        providers = List.copyOf(providers);
    }

    /** The ids of all providers except the default one. */
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
