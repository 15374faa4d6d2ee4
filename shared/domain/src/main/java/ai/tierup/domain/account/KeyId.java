package ai.tierup.domain.account;

/**
 * The public name of an API key.
 *
 * @param value {@code key_} and its own characters
 */
public record KeyId(String value) {

    @Override
    public String toString() {
        return value;
    }
}
