package ai.tierup.functions.support.wiring;

import ai.tierup.functions.support.secrets.Secrets;

/** Where the secrets are. */
sealed interface SecretsPlace {

    /** On one's own machine: in variables, like all settings. */
    record InVariables(Secrets secrets) implements SecretsPlace {}

    /**
     * On AWS, where a variable can be read by whoever may look at a function: in one secret, a JSON object whose fields have the
     * variables' names.
     *
     * @param id the secret's name or ARN
     */
    record InAwsSecret(String id) implements SecretsPlace {}
}
