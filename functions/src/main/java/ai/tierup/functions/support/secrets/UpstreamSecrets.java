package ai.tierup.functions.support.secrets;

import ai.tierup.domain.reasoning.SealingKeys;
import ai.tierup.domain.tier.ProviderId;
import java.util.Map;
import java.util.Optional;

/**
 * The secrets for requests to models. Functions of payments cannot read them.
 *
 * @param providerKeys our API keys at the providers of models
 * @param hmacKey key of the HMAC that replaces end users' names in upstream requests
 * @param sealingKeys keys that seal the state of models' reasoning, which clients and tables keep
 */
public record UpstreamSecrets(Map<ProviderId, String> providerKeys, byte[] hmacKey, SealingKeys sealingKeys) {

    public UpstreamSecrets {
        providerKeys = Map.copyOf(providerKeys);
    }

    /** Returns our API key at a provider; empty if it is not set. */
    public Optional<String> providerKey(ProviderId provider) {
        return Optional.ofNullable(providerKeys.get(provider));
    }

    /** Omits all values, so that no log and no exception can show one. */
    @Override
    public String toString() {
        return "UpstreamSecrets";
    }
}
