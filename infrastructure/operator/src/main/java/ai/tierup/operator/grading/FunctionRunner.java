package ai.tierup.operator.grading;

import com.fasterxml.jackson.databind.JsonNode;

/** Runs a function that a model wrote. */
@FunctionalInterface
interface FunctionRunner {

    /**
     * Returns whether the function gives the expected result in each case.
     *
     * @param cases each an array of the arguments and the expected result
     */
    boolean passes(String code, String function, JsonNode cases);
}
