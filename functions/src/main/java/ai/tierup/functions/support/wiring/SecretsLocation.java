package ai.tierup.functions.support.wiring;

/**
 * The place where the secrets of one purpose are stored.
 *
 * @param <T> the secrets
 */
sealed interface SecretsLocation<T> {

    /** Environment variables, as for all settings; for the local run. */
    record InVariables<T>(T secrets) implements SecretsLocation<T> {}

    /**
     * One secret in AWS Secrets Manager, a JSON object whose fields are named like the variables. On AWS, anybody who may view a function
     * can read its variables.
     *
     * @param id name or ARN of the secret
     */
    record InAwsSecret<T>(String id) implements SecretsLocation<T> {}
}
