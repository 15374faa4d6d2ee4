package ai.tierup.domain.idempotency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.tierup.domain.account.AccountId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A request with an idempotency key, which its sender may send again and which is answered and charged once. Key and body are customers'
 * texts, so only their hashes are kept.
 *
 * @param keyHash SHA-256 of account and key, 64 lower-case hexadecimal digits
 * @param bodyHash SHA-256 of the body's bytes, in the same form; the same key with another body is another request
 */
public record IdempotentRequest(AccountId account, String keyHash, String bodyHash) {

    private static final int MAX_KEY_LENGTH = 255;

    /** Returns empty if {@code key} is invalid. A key has 1 to 255 printable ASCII characters. */
    public static Optional<IdempotentRequest> of(AccountId account, String key, byte[] body) {
        if (key.isEmpty() || key.length() > MAX_KEY_LENGTH || !key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return Optional.empty();
        }
        // An account id contains no line feed, so different pairs of account and key give different bytes.
        var accountAndKey = (account.value() + '\n' + key).getBytes(US_ASCII);
        return Optional.of(new IdempotentRequest(account, hash(accountAndKey), hash(body)));
    }

    /**
     * Returns a request of the service itself, for whatever {@code cause} leads to. No customer can send its key, because it has a line
     * feed.
     */
    public static IdempotentRequest ofService(AccountId account, String cause) {
        return new IdempotentRequest(
                account, hash((account.value() + "\n\n" + cause).getBytes(UTF_8)), hash(new byte[0]));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform supports SHA-256", e);
        }
    }
}
