package ai.tierup.functions.support.secrets;

/** No secrets are known, or none that are young enough. The operator has been told. */
public final class SecretsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    SecretsUnavailable(RuntimeException cause) {
        super("The secrets cannot be read", cause);
    }
}
