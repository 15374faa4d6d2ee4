package ai.tierup.functions.support.secrets;

/** Reads the secrets from where they are stored. */
@FunctionalInterface
public interface SecretsReader {

    /** Reads the secrets without caching. Throws on any failure. */
    Secrets read();
}
