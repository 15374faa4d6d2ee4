package ai.tierup.functions.support.wiring;

import ai.tierup.functions.support.secrets.Secrets;

/** The place where the secrets are stored. */
sealed interface SecretsLocation {

    /** Environment variables, as for all settings; for the local run. */
    record InVariables(Secrets secrets) implements SecretsLocation {}

    /**
     * One secret in AWS Secrets Manager, a JSON object whose fields are named like the variables. On AWS, anybody who may view a function
     * can read its variables.
     *
     * @param id name or ARN of the secret
     */
    record InAwsSecret(String id) implements SecretsLocation {}
}
