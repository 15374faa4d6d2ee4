package ai.tierup.domain.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import ai.tierup.domain.tier.TestTiers;
import ai.tierup.domain.tier.Tier;
import ai.tierup.domain.tier.TierId;
import org.junit.jupiter.api.Test;

class HoldBoundTest {

    /** Costs 1,500 nano-dollars per input token and 7,500 per output token. */
    private static final Tier BALANCE = TestTiers.mapping().tier(TierId.TIER_2);

    private static final Tier FREE = TestTiers.mapping().tier(TierId.TIER_1);

    @Test
    void aPaidTierHoldsItsPriceAndNoAllowance() {
        var bound = new HoldBound(BALANCE, 41, 12);

        assertThat(bound.amount()).isEqualTo(Money.ofUsd("0.0001515"));
        assertThat(bound.freeAllowance()).isEqualTo(Money.ZERO);
    }

    @Test
    void aFreeTierHoldsAllowanceAtListPriceAndNoMoney() {
        var bound = new HoldBound(FREE, 1_000, 300);

        assertThat(bound.amount()).isEqualTo(Money.ZERO);
        assertThat(bound.freeAllowance()).isEqualTo(new Money(1_000 * 100 + 300 * 400));
    }

    @Test
    void theCustomerPaysForInputUpToTheContext() {
        var bound = new HoldBound(BALANCE, 9_000_000, 1);

        assertThat(bound.inputTokens()).isEqualTo(9_000_000);
        assertThat(bound.payableInputTokens()).isEqualTo(128_000);
        assertThat(bound.amount()).isEqualTo(new HoldBound(BALANCE, 128_000, 1).amount());
        assertThat(bound.affordableOutputTokens(new Money(128_000 * 1_500 + 7_500)))
                .isEqualTo(1);
        assertThat(new HoldBound(FREE, 9_000_000, 1).freeAllowance())
                .isEqualTo(new HoldBound(FREE, 128_000, 1).freeAllowance());
        assertThat(new HoldBound(BALANCE, 128_000, 1).payableInputTokens()).isEqualTo(128_000);
        assertThat(new HoldBound(BALANCE, 127_999, 1).payableInputTokens()).isEqualTo(127_999);
    }

    @Test
    void affordableOutputIsRoundedDownAndNeverNegative() {
        var bound = new HoldBound(BALANCE, 100, 4_096);

        assertThat(bound.affordableOutputTokens(new Money(150_000 + 2 * 7_500 - 1)))
                .isEqualTo(1);
        assertThat(bound.affordableOutputTokens(new Money(149_999))).isZero();
    }

    @Test
    void aCapIsNotLoweredBelowAUsefulAnswer() {
        var bound = new HoldBound(BALANCE, 100, 4_096);

        assertThat(bound.loweredTo(new Money(150_000 + 256 * 7_500))).contains(new HoldBound(BALANCE, 100, 256));
        assertThat(new HoldBound(BALANCE, 9_000_000, 4_096).loweredTo(new Money(128_000 * 1_500 + 256 * 7_500)))
                .contains(new HoldBound(BALANCE, 9_000_000, 256));
        assertThat(bound.loweredTo(new Money(150_000 + 256 * 7_500 - 1))).isEmpty();
    }

    @Test
    void aSmallRequestedCapIsKeptOrRefused() {
        var bound = new HoldBound(BALANCE, 100, 10);

        assertThat(bound.loweredTo(Money.ofUsd("25"))).contains(bound);
        assertThat(bound.loweredTo(new Money(150_000 + 10 * 7_500))).contains(bound);
        assertThat(bound.loweredTo(new Money(150_000 + 9 * 7_500))).isEmpty();
    }
}
