package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {

    private static final int ACCOUNTS = 20_000;

    private static Set<String> accountsOf(Canary canary) {
        return IntStream.range(0, ACCOUNTS)
                .mapToObj(number -> "account-" + number)
                .filter(canary::includes)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 50, 99})
    void itHasItsShareOfTheAccounts(int percent) {
        assertThat(accountsOf(new Canary(7, percent)).size() * 100.0 / ACCOUNTS).isEqualTo(percent, within(1.0));
    }

    @Test
    void aLargerShareKeepsTheAccountsOfASmallerOne() {
        assertThat(accountsOf(new Canary(7, 20))).containsAll(accountsOf(new Canary(7, 5)));
    }

    @Test
    void theNextCanaryHasOtherAccounts() {
        var both = accountsOf(new Canary(7, 10));
        both.retainAll(accountsOf(new Canary(8, 10)));

        assertThat(both.size() * 100.0 / ACCOUNTS).isEqualTo(1, within(0.5));
    }

    @Test
    void aShareOfNothingOrOfEverythingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Canary(7, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Canary(7, 100));
    }
}
