package ai.tierup.functions.support.secrets;

/** Where the secrets are kept. */
@FunctionalInterface
public interface SecretsReader {

    /** Reads them anew; whatever goes wrong is thrown. */
    Secrets read();
}
