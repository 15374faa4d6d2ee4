package ai.tierup.domain.account;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public id of an API key.
 *
 * @param value {@code key_} and further characters
 */
public record KeyId(String value) {

    private static final int HASH_DIGITS = 16;
    private static final Pattern FORM = Pattern.compile("key_[0-9a-z_]{1,64}");

    /** Parses an id that a client sends; empty when {@code text} is not one. */
    public static Optional<KeyId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new KeyId(text)) : Optional.empty();
    }

    /** The id of the key with this hash. It contains the first digits of the hash, which reveal nothing of the secret. */
    public static KeyId of(ApiKeyHash hash) {
        return new KeyId("key_" + hash.hex().substring(0, HASH_DIGITS));
    }

    @Override
    public String toString() {
        return value;
    }
}
