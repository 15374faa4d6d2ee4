package ai.tierup.domain.idempotency;

import static java.nio.charset.StandardCharsets.US_ASCII;

import ai.tierup.domain.account.AccountId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A request that its customer may send again under the same key, to be answered and charged once. Key and body are customers'
 * texts, so only their hashes are kept.
 *
 * @param keyHash SHA-256 of account and key, 64 lower-case hexadecimal digits
 * @param bodyHash SHA-256 of the body's bytes, likewise: the same key with another body is another request
 */
public record IdempotentRequest(AccountId account, String keyHash, String bodyHash) {

    private static final int MAX_KEY_LENGTH = 255;

    /** Empty when {@code key} cannot be one: it has 1 to 255 printable ASCII characters. */
    public static Optional<IdempotentRequest> of(AccountId account, String key, byte[] body) {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return Optional.empty();
        }
        // No account has a line feed in its name, so no two pairs of account and key make the same bytes.
        var accountAndKey = (account.value() + '\n' + key).getBytes(US_ASCII);
        return Optional.of(new IdempotentRequest(account, hash(accountAndKey), hash(body)));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
