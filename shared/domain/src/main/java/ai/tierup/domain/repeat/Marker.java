package ai.tierup.domain.repeat;

import java.time.Instant;

/**
 * Says that an account has paid for the beginning of a conversation a short time ago.
 *
 * @param tokens neutral tokens of the beginning
 * @param candidate name of the candidate that read it last
 * @param expiresAt from when on it says nothing any more
 */
public record Marker(PrefixHash prefix, long tokens, String candidate, Instant expiresAt) {

    boolean isValidAt(Instant time) {
        return time.isBefore(expiresAt);
    }
}
