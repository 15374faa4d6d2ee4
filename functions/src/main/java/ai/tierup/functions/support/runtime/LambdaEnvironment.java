package ai.tierup.functions.support.runtime;

import ai.tierup.functions.support.wiring.Variables;

/**
 * The environment of a function, as described by Lambda's variables.
 *
 * @param runtimeApi host and port of the Runtime API
 * @param concurrency maximum number of concurrent invocations; more than one only on Managed Instances
 */
record LambdaEnvironment(String runtimeApi, String handler, boolean snapStart, int concurrency, Function function) {

    /** The function and its log. Values that Lambda does not set are empty or zero. */
    record Function(String name, String version, int memoryMb, String logGroup, String logStream) {}

    private static final int MAX_CONCURRENT_INVOCATIONS = 1600;

    /** @throws ai.tierup.functions.support.wiring.BadSetting if a required variable is missing or a variable is invalid */
    static LambdaEnvironment of(Variables variables) {
        return new LambdaEnvironment(
                variables.required("AWS_LAMBDA_RUNTIME_API"),
                variables.required("_HANDLER"),
                variables.text("AWS_LAMBDA_INITIALIZATION_TYPE").orElse("").equals("snap-start"),
                variables.wholeNumber("AWS_LAMBDA_MAX_CONCURRENCY", 1, MAX_CONCURRENT_INVOCATIONS, 1),
                new Function(
                        variables.text("AWS_LAMBDA_FUNCTION_NAME").orElse(""),
                        variables.text("AWS_LAMBDA_FUNCTION_VERSION").orElse(""),
                        variables.wholeNumber("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", 0, Integer.MAX_VALUE, 0),
                        variables.text("AWS_LAMBDA_LOG_GROUP_NAME").orElse(""),
                        variables.text("AWS_LAMBDA_LOG_STREAM_NAME").orElse("")));
    }
}
