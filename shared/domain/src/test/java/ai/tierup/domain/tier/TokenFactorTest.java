package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenFactorTest {

    @Test
    void billedTokensAreRoundedUp() {
        assertThat(new TokenFactor(1130).billed(100)).isEqualTo(113);
        assertThat(new TokenFactor(1130).billed(1)).isEqualTo(2);
        assertThat(new TokenFactor(870).billed(0)).isZero();
        assertThat(TokenFactor.ONE.billed(17)).isEqualTo(17);
    }

    @Test
    void aNativeCapNeverBillsMoreThanTheCap() {
        for (var permille : new int[] {870, 1000, 1130, 1310}) {
            var factor = new TokenFactor(permille);
            for (var cap = 1; cap < 500; cap++) {
                assertThat(factor.billed(factor.nativeCap(cap))).isLessThanOrEqualTo(cap);
            }
        }
    }
}
