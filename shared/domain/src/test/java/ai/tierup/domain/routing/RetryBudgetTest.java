package ai.tierup.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {

    private final RetryBudget budget = new RetryBudget();

    private int takeAll() {
        var taken = 0;
        while (budget.take()) {
            taken++;
        }
        return taken;
    }

    @Test
    void tenAnswersPayForOneRetry() {
        assertThat(takeAll()).isEqualTo(10);
        for (var i = 0; i < 9; i++) {
            budget.succeeded();
        }
        assertThat(takeAll()).isZero();

        budget.succeeded();
        assertThat(takeAll()).isEqualTo(1);
    }

    @Test
    void noMoreThanTenAreSaved() {
        for (var i = 0; i < 1000; i++) {
            budget.succeeded();
        }
        assertThat(takeAll()).isEqualTo(10);
    }
}
