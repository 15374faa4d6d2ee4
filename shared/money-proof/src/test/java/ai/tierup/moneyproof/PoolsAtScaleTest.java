package ai.tierup.moneyproof;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import ai.tierup.moneyproof.PoolsAtScale.Moment;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thousand environments use up a day's budget at the same time. {@code docs/SCALE.md} has the figures that this prints. */
@Tag("proof")
class PoolsAtScaleTest {

    private static final int ENVIRONMENTS = 1_000;
    private static final int NEVER = Integer.MAX_VALUE;

    /** A lease keeps at most this part of the budget. */
    private static final double KEPT_BY_ONE = 1e-4;

    @Test
    void aBudgetIsNeverExceededAndNearlyUsedUp() {
        run(1, 1_000, NEVER);
    }

    /** An environment of Lambda lives for hours. One that ended after a minute would take the most from the pools. */
    @ParameterizedTest
    @CsvSource({"2, 1000, 10", "3, 1000, 50", "4, 10000, 2147483647"})
    @EnabledIfSystemProperty(named = "tierup.proof", matches = "long")
    void otherBudgetsAndLivesKeepTheSameBound(long seed, int budgetUsd, int requestsInLife) {
        run(seed, budgetUsd, requestsInLife);
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        assertThat(fewEnvironments()).isEqualTo(fewEnvironments());
    }

    private static PoolsAtScale.Result fewEnvironments() {
        var budget = Money.ofUsd("20");
        return new PoolsAtScale(new Region(5, budget), budget, NEVER).run(20);
    }

    private static void run(long seed, int budgetUsd, int requestsInLife) {
        var budget = Money.ofUsd(Integer.toString(budgetUsd));
        var region = new Region(seed, budget);

        var result = new PoolsAtScale(region, budget, requestsInLife).run(ENVIRONMENTS);

        System.out.printf(
                Locale.ROOT,
                "pools of $%,d under %,d environments: %,d requests, %,d refused, %,d busy; at the first refusal %s, in the end %s and"
                        + " %.1f %% in the shards; %.2f write units a request, %,d throttled%n",
                budgetUsd,
                ENVIRONMENTS,
                result.requests(),
                result.refusals(),
                result.busy(),
                inWords(result.firstRefusal()),
                inWords(result.end()),
                100 * result.inShards(),
                (double) region.store.units().write() / result.requests(),
                region.partitions.throttled());
        assertThat(result.findings()).isEmpty();
        assertThat(result.end().spent()).isLessThanOrEqualTo(1);
        var tooSmallForTheLargest = PoolsAtScale.MAX_DRAW_USD / budgetUsd;
        for (var moment : new Moment[] {result.firstRefusal(), result.end()}) {
            assertThat(moment.kept())
                    .as("part of the budget that nobody can spend")
                    .isLessThanOrEqualTo((ENVIRONMENTS + moment.ended()) * KEPT_BY_ONE + tooSmallForTheLargest);
        }
    }

    private static String inWords(Moment moment) {
        return "%.1f %% spent, %.1f %% drawn, %,d ended"
                .formatted(100 * moment.spent(), 100 * moment.drawn(), moment.ended());
    }
}
