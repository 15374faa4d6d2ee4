package ai.tierup.domain.assess;

import org.jspecify.annotations.Nullable;

/**
 * What the operator demands of the models of a class.
 *
 * @param className the class, as in the tier mapping
 */
public record ClassCriteria(String className, Screening screening, Choice choice, Rules rules) {

    /**
     * What a model must offer to be evaluated.
     *
     * @param typicalInputTokens the input of a typical request, by which prices are compared
     * @param typicalOutputTokens the output of a typical request
     * @param maxPercentOfListPrice the largest price, in percent of the list price of the class
     * @param minRemainingDays for how long its provider must still serve it
     * @param minHosts by how many hosts it must be served, each able to serve the tier
     * @param requiresNoRetention whether it must have a host that keeps nothing of what it is sent
     * @param minIndex the smallest public index of intelligence; null if any will do. A model without one is evaluated only if it is named
     */
    public record Screening(
            int typicalInputTokens,
            int typicalOutputTokens,
            int maxPercentOfListPrice,
            int minRemainingDays,
            int minHosts,
            boolean requiresNoRetention,
            @Nullable Double minIndex) {}

    /**
     * The tasks that candidates do.
     *
     * @param minDifficulty from 1, what all models can do, to 4, what the best can
     * @param runs how often each task is done
     * @param minTasks with fewer, nothing is concluded
     */
    public record Choice(int minDifficulty, int maxDifficulty, int runs, int minTasks) {}

    /**
     * What the evaluation must show.
     *
     * @param error the probability with which a worse model may be accepted by chance
     * @param margin by how much the share of right answers may be lower, when nothing worse than that can be excluded; 0.05 is five points
     * @param maxCategoryLoss by how much it may be lower in one category
     * @param maxBillRatio by how much the bills of customers may grow; 1.15 is 15 %
     * @param maxFailedShare the largest share of calls that fail
     */
    public record Rules(
            double error, double margin, double maxCategoryLoss, double maxBillRatio, double maxFailedShare) {}
}
