package ai.tierup.moneyproof;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.money.Money;
import ai.tierup.moneyproof.HotWallet.Load;
import ai.tierup.moneyproof.HotWallet.Result;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One account at up to 1,000 requests a second. {@code docs/SCALE.md} has the figures that this prints. */
@Tag("proof")
class HotWalletTest {

    private static final Money BUDGET = Money.ofUsd("1000000");

    /** Whatever else would happen to a request would be a fault. */
    private static final Set<String> POSSIBLE = Set.of("answered", "TooManyHolds", "LedgerBusy");

    private static final Duration LASTING = Duration.ofSeconds(8);

    @ParameterizedTest
    @CsvSource({"1, 20, 6000", "2, 100, 1000", "3, 250, 50"})
    void anAccountIsServedAtTheRateThatItsHoldsAllow(long seed, int requestsPerSecond, int answerMillis) {
        var load = new Load(requestsPerSecond, Duration.ofMillis(answerMillis), LASTING);

        var result = run(seed, load);

        assertThat(result.outcomes()).isEqualTo(Map.of("answered", load.requests()));
    }

    @ParameterizedTest
    @CsvSource({"4, 30, 6000", "5, 150, 1000", "6, 400, 50"})
    void anAccountThatSendsMoreStaysExact(long seed, int requestsPerSecond, int answerMillis) {
        run(seed, new Load(requestsPerSecond, Duration.ofMillis(answerMillis), LASTING));
    }

    @ParameterizedTest
    @CsvSource({"7, 1000, 50", "8, 1000, 6000"})
    @EnabledIfSystemProperty(named = "tierup.proof", matches = "long")
    void anAccountThatSendsAThousandRequestsASecondStaysExact(long seed, int requestsPerSecond, int answerMillis) {
        run(seed, new Load(requestsPerSecond, Duration.ofMillis(answerMillis), LASTING));
    }

    /** Twenty items take what one cannot. */
    @ParameterizedTest
    @CsvSource({"9, 100, 6000, 12", "10, 1000, 50, 20"})
    void aDividedWalletServesWhatOneItemCannot(long seed, int requestsPerSecond, int answerMillis, int lanes) {
        var load = new Load(requestsPerSecond, Duration.ofMillis(answerMillis), LASTING, lanes);

        var result = run(seed, load);

        assertThat(result.outcomes()).isEqualTo(Map.of("answered", load.requests()));
        assertThat(result.openAfterwards()).isZero();
    }

    private static Result run(long seed, Load load) {
        var region = new Region(seed, BUDGET);

        var result = new HotWallet(region, load).run();

        System.out.printf(
                Locale.ROOT,
                "one account with %d lanes at %,d requests/s of %,d ms: of %,d %s; placed within %d ms (p50), %d ms"
                        + " (p99); %,d environments, %.1f write units a request, %,d throttled, %d holds open after the"
                        + " last, alarms %s%n",
                load.lanes(),
                load.requestsPerSecond(),
                load.answer().toMillis(),
                load.requests(),
                result.outcomes(),
                result.placeMillis(50),
                result.placeMillis(99),
                result.environments(),
                (double) region.store.units().write() / load.requests(),
                region.partitions.throttled(),
                result.openAfterwards(),
                region.alarms);
        assertThat(result.findings()).isEmpty();
        assertThat(result.openAfterwards()).isZero();
        assertThat(result.outcomes().values().stream().mapToInt(count -> count).sum())
                .isEqualTo(load.requests());
        assertThat(result.outcomes().keySet()).isSubsetOf(POSSIBLE);
        return result;
    }
}
