package ai.tierup.functions.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.tierup.api.BadRequest;
import ai.tierup.functions.support.gateway.GatewayRequest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageQueryTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private static UsageQuery read(Map<String, String> query) {
        return UsageQuery.read(request(query), TODAY);
    }

    private static GatewayRequest request(Map<String, String> query) {
        return new GatewayRequest(
                GatewayRequest.Arrival.UNKNOWN,
                "GET",
                "/v1/usage",
                Map.of(),
                query,
                Map.of(),
                new byte[0],
                Optional.empty());
    }

    /** Returns the parameter that the error names. */
    private static @Nullable String refused(Map<String, String> query) {
        return assertThatExceptionOfType(BadRequest.class)
                .isThrownBy(() -> {
                    read(query);
                    UsageQuery.groupings(request(query));
                })
                .actual()
                .error()
                .param();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31",
                "-999999999-01-01",
                "+10000-01-01",
                "0000-01-01",
                "2026-02-30",
                "2026-1-1",
                "20261124",
                "2026-11-24T00:00:00Z",
                "٢٠٢٦-١١-٢٤",
                ""
            })
    void whatIsNoDayOfTheCalendarIsRefused(String day) {
        assertThat(refused(Map.of("to", day))).isEqualTo("to");
        assertThat(refused(Map.of("from", day))).isEqualTo("from");
    }

    @Test
    void anySpanIsAtMostAYearOrRefused() {
        var random = new Random(14);
        var accepted = 0;
        for (var round = 0; round < 20_000; round++) {
            var query = Map.of("from", day(random), "to", day(random));
            UsageQuery read;
            try {
                read = read(query);
            } catch (BadRequest e) {
                continue;
            }
            accepted++;
            assertThat(ChronoUnit.DAYS.between(read.from(), read.to()))
                    .as("%s", query)
                    .isBetween(0L, 365L);
            assertThat(read.from().getYear()).as("%s", query).isBetween(1, 9999);
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    @Test
    void aYearIsAccepted() {
        assertThat(read(Map.of("from", "2025-11-24", "to", "2026-11-24")).from())
                .isEqualTo("2025-11-24");
        assertThat(refused(Map.of("from", "2025-11-23", "to", "2026-11-24"))).isEqualTo("from");
        assertThat(refused(Map.of("from", "2026-11-25", "to", "2026-11-24"))).isEqualTo("from");
    }

    @Test
    void dimensionsAreASetInAFixedOrder() {
        assertThat(UsageQuery.groupings(request(Map.of()))).containsExactly(Grouping.DAY);
        assertThat(UsageQuery.groupings(request(Map.of("group_by", "api,tier,day,tier"))))
                .containsExactly(Grouping.DAY, Grouping.TIER, Grouping.API);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "group_by|model",
                "group_by|day,",
                "group_by|''",
                "tier|tier-5",
                "tier|none",
                "tier|tier-2,",
                "key_id|k",
                "key_id|''",
                "team|No Team",
                "api|none",
                "purse|gold",
                "outcome|answered,won"
            })
    void aValueThatNothingHasIsRefused(String parameter, String value) {
        assertThat(refused(Map.of(parameter, value))).isEqualTo(parameter);
    }

    @Test
    void aHundredValuesAreEnough() {
        var hundred = IntStream.range(0, 100).mapToObj(i -> "key_" + i).collect(Collectors.joining(","));

        assertThat(read(Map.of("key_id", hundred)).filter().isEmpty()).isFalse();
        assertThat(refused(Map.of("key_id", hundred + ",key_100"))).isEqualTo("key_id");
    }

    private static String day(Random random) {
        return "%s%d-%02d-%02d"
                .formatted(
                        random.nextInt(20) == 0 ? "+" : "",
                        2020 + (random.nextInt(4) == 0 ? random.nextInt() >> random.nextInt(32) : 0),
                        random.nextInt(14),
                        random.nextInt(33));
    }
}
