package ai.tierup.domain.repeat;

/**
 * Identifies the beginning of a conversation up to the end of a block, within one account and tier. Equal beginnings have equal hashes, and
 * nobody without the service's key can compute one.
 *
 * @param value 43 characters of URL-safe Base64
 */
public record PrefixHash(String value) {

    private static final int LENGTH = 43;

    public PrefixHash {
        if (value.length() != LENGTH) {
            throw new IllegalArgumentException("A prefix hash has " + LENGTH + " characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
