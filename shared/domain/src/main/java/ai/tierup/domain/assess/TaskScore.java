package ai.tierup.domain.assess;

import ai.tierup.domain.money.Money;

/**
 * How a candidate did one task, summed over its runs.
 *
 * @param passed runs whose answer was right
 * @param failed runs without an answer, because the candidate failed
 * @param cost what we paid
 * @param billed what a customer would have been billed
 * @param billedTokens neutral tokens of the input and the answer
 */
public record TaskScore(
        String task, String category, int runs, int passed, int failed, Money cost, Money billed, long billedTokens) {

    double passRate() {
        return (double) passed / runs;
    }
}
