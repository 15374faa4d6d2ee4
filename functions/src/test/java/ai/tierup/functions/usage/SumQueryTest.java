package ai.tierup.functions.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.functions.support.gateway.GatewayRequest;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SumQueryTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");

    private static SumQuery read(Map<String, String> query) {
        return SumQuery.read(
                new GatewayRequest(
                        GatewayRequest.Arrival.UNKNOWN,
                        "GET",
                        "/v1/usage",
                        Map.of(),
                        query,
                        Map.of(),
                        new byte[0],
                        Optional.empty()),
                TODAY);
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
        assertThat(read(Map.of("to", day))).isInstanceOf(SumQuery.Invalid.class);
        assertThat(read(Map.of("from", day))).isInstanceOf(SumQuery.Invalid.class);
    }

    @Test
    void anySpanIsOfAFewDaysOrRefused() {
        var random = new Random(14);
        for (var round = 0; round < 20_000; round++) {
            var query = Map.of("from", day(random), "to", day(random));
            if (read(query) instanceof SumQuery.Sums(var from, var to, var grouping)) {
                assertThat(ChronoUnit.DAYS.between(from, to)).as("%s", query).isBetween(0L, 91L);
                assertThat(from.getYear()).as("%s", query).isBetween(1, 9999);
            }
        }
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
