package ai.tierup.domain.account;

/**
 * The public id of an API key.
 *
 * @param value {@code key_} and further characters
 */
public record KeyId(String value) {

    private static final int HASH_DIGITS = 16;

    /** The id of the key with this hash. It contains the first digits of the hash, which reveal nothing of the secret. */
    public static KeyId of(ApiKeyHash hash) {
        return new KeyId("key_" + hash.hex().substring(0, HASH_DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
