package ai.tierup.functions.support.secrets;

/**
 * Reads secrets from where they are stored.
 *
 * @param <T> the secrets of one purpose
 */
@FunctionalInterface
public interface SecretsReader<T> {

    /** Reads the secrets without caching. Throws on any failure. */
    T read();
}
