package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeRatioTest {

    @Test
    void neutralTokensAreRoundedUp() {
        assertThat(new NativeRatio(1130).neutral(100)).isEqualTo(113);
        assertThat(new NativeRatio(1130).neutral(1)).isEqualTo(2);
        assertThat(new NativeRatio(870).neutral(0)).isZero();
        assertThat(NativeRatio.ONE.neutral(17)).isEqualTo(17);
    }

    /** Rounded down, an answer would be cut before its cap. */
    @Test
    void theNativeTokensOfACapAreTheFewestThatReachIt() {
        for (var permille : new int[] {1, 870, 1000, 1130, 1310}) {
            var ratio = new NativeRatio(permille);
            for (var cap = 1; cap < 500; cap++) {
                var nativeTokens = ratio.nativeTokens(cap);

                assertThat(nativeTokens * (long) permille).isGreaterThanOrEqualTo(cap * 1000L);
                assertThat((nativeTokens - 1) * (long) permille).isLessThan(cap * 1000L);
            }
        }
        assertThat(new NativeRatio(1).nativeTokens(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }
}
