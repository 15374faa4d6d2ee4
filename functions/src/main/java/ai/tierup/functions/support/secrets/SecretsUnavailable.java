package ai.tierup.functions.support.secrets;

/** Thrown if there are no secrets, or only ones that are too old. An alarm has been raised. */
public final class SecretsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    SecretsUnavailable(RuntimeException cause) {
        super("The secrets cannot be read", cause);
    }
}
