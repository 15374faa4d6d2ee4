package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.tierup.domain.money.TokenPrices;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateTest {

    private static Candidate of(ProviderId provider) {
        return new Candidate(
                provider, "north/alpha", Set.of(), 1000, TokenPrices.ofUsdPerMillion("1", "1"), NativeRatio.ONE);
    }

    @Test
    void theSameSlugAtTwoProvidersHasTwoNames() {
        assertThat(of(ProviderId.DEFAULT).name()).isEqualTo("north/alpha");
        assertThat(of(new ProviderId("other")).name()).isEqualTo("other::north/alpha");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Other", "2nd", "a-b", "a:b", "a b"})
    void aProviderNameThatCannotBePartOfAVariableNameIsRefused(String name) {
        assertThatThrownBy(() -> new ProviderId(name)).isInstanceOf(IllegalArgumentException.class);
    }
}
