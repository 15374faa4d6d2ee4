package ai.tierup.domain.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.tierup.domain.money.Money;
import java.time.LocalDate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoolDayTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-24");

    @ParameterizedTest
    @CsvSource({"0, 1", "99.99, 1", "100, 1", "199.99, 1", "200, 2", "6399.99, 63", "6400, 64", "1000000, 64"})
    void aShardIsWorthAtLeastFiftyOfTheLargestDraws(String budget, int shards) {
        assertThat(PoolDay.rolled(Pool.GRANT, DAY, Money.ofUsd(budget), Money.ofUsd("2"))
                        .shards())
                .isEqualTo(shards);
    }

    @Test
    void aMappingThatCostsNothingHasTheMaximumNumberOfShards() {
        assertThat(PoolDay.rolled(Pool.GRANT, DAY, Money.ofUsd("1"), Money.ZERO).shards())
                .isEqualTo(PoolDay.MAX_SHARDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 6, 7, 8, 1_000_000_007, -1, -7, -20})
    void theSharesAddUpToTheAmount(long amount) {
        var day = new PoolDay(Pool.GRANT, DAY, Money.ofUsd("1"), 7);

        var shares = IntStream.range(0, 7)
                .mapToObj(shard -> day.share(new Money(amount), shard))
                .toList();

        assertThat(shares.stream().reduce(Money.ZERO, Money::plus)).isEqualTo(new Money(amount));
        assertThat(shares).allSatisfy(share -> assertThat(share.nanoUsd()).isBetween(amount / 7 - 1, amount / 7 + 1));
    }

    @Test
    void aNegativeBudgetIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PoolDay(Pool.GRANT, DAY, new Money(-1), 1));
    }
}
