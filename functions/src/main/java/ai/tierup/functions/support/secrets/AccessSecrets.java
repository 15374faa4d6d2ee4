package ai.tierup.functions.support.secrets;

import ai.tierup.domain.access.AccessKey;
import java.util.Optional;

/**
 * The secrets for signing up and in. Only the function of the sign-up can read them.
 *
 * @param accessKey empty if sign-up is not set up
 */
public record AccessSecrets(Optional<AccessKey> accessKey) {

    /** @throws IllegalStateException if sign-up is not set up */
    public AccessKey key() {
        return accessKey.orElseThrow(() -> new IllegalStateException("Sign-up is not set up"));
    }
}
