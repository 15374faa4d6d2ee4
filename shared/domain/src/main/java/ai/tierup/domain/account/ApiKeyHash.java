package ai.tierup.domain.account;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash of an API key's secret, which is stored in place of the secret.
 *
 * @param hex SHA-256 of the secret's text, 64 lower-case hexadecimal digits
 */
public record ApiKeyHash(String hex) {

    static ApiKeyHash of(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
            return new ApiKeyHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform supports SHA-256", e);
        }
    }
}
