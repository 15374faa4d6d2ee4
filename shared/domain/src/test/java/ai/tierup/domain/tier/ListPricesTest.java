package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.TokenPrices;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListPricesTest {

    private static final LocalDate LOOKED_UP = LocalDate.parse("2026-11-20");

    private static ListPrices list(String input, String output) {
        return new ListPrices(TokenPrices.ofUsdPerMillion(input, output), LOOKED_UP, List.of("Gamma"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.50, 7.50, 2, 10, 25",
        "2, 10, 4, 20, 50",
        "0, 0, 0.10, 0.50, 100",
        "1, 7.50, 2, 10, 25",
        "1, 2, 3, 6, 66",
        "2, 10, 2, 10, 0",
        "2.50, 12.50, 2, 10, -25",
        "1, 10.01, 2, 10, -1",
        "0, 0, 0, 0, 0"
    })
    void theDiscountHoldsForInputAndForOutput(
            String input, String output, String listInput, String listOutput, int percent) {
        assertThat(list(listInput, listOutput).discountPercent(TokenPrices.ofUsdPerMillion(input, output)))
                .isEqualTo(percent);
    }

    @Test
    void pricesAreStaleAfter45Days() {
        assertThat(list("2", "10").isStale(LOOKED_UP.plusDays(45))).isFalse();
        assertThat(list("2", "10").isStale(LOOKED_UP.plusDays(46))).isTrue();
    }

    @Test
    void pricesWithoutADateAreStale() {
        assertThat(new ListPrices(TokenPrices.ofUsdPerMillion("2", "10"), null, List.of()).isStale(LOOKED_UP))
                .isTrue();
    }
}
