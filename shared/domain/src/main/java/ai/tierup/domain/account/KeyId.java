package ai.tierup.domain.account;

/**
 * The public name of an API key.
 *
 * @param value {@code key_} and its own characters
 */
public record KeyId(String value) {

    private static final int HASH_DIGITS = 16;

    /** A name for the key with this hash: the first digits tell keys apart and reveal nothing of the secret. */
    public static KeyId of(ApiKeyHash hash) {
        return new KeyId("key_" + hash.hex().substring(0, HASH_DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
