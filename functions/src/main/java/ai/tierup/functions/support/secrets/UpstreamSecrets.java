package ai.tierup.functions.support.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.tierup.domain.reasoning.SealingKeys;
import ai.tierup.domain.tier.ProviderId;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets for requests to models. Functions of payments cannot read them.
 *
 * @param providerKeys our API keys at the providers of models
 * @param hmacKey key of the HMAC that replaces end users' names in upstream requests
 * @param sealingKeys keys that seal the state of models' reasoning, which clients and tables keep
 */
public record UpstreamSecrets(Map<ProviderId, String> providerKeys, byte[] hmacKey, SealingKeys sealingKeys) {

    private static final String HMAC = "HmacSHA256";

    public UpstreamSecrets {
        providerKeys = Map.copyOf(providerKeys);
    }

    /** Returns our API key at a provider; empty if it is not set. */
    public Optional<String> providerKey(ProviderId provider) {
        return Optional.ofNullable(providerKeys.get(provider));
    }

    /** Returns the secret of the proofs of work of the playground's visitors, which is of no use for anything else. */
    public String visitorProofSecret() {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(hmacKey, HMAC));
            return HexFormat.of().formatHex(mac.doFinal("visitor proof".getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform supports " + HMAC, e);
        }
    }

    /** Omits all values, so that no log and no exception can show one. */
    @Override
    public String toString() {
        return "UpstreamSecrets";
    }
}
