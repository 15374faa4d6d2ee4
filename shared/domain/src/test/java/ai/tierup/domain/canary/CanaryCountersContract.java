package ai.tierup.domain.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contract of {@link CanaryCounters}. */
public abstract class CanaryCountersContract {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    /** Counters in which nothing was ever counted. */
    protected abstract CanaryCounters counters();

    private static ArmCounts request(int failure, int firstToken) {
        return ArmCounts.of(Map.of(Measure.FAILURE, failure, Measure.FIRST_TOKEN, firstToken));
    }

    @Test
    void resultsAreAddedByArmMeasureAndLevel() {
        var counters = counters();
        assertThat(counters.read(7)).isEqualTo(CanaryCounts.NONE);

        counters.add(7, CanaryCounts.of(Arm.LIVE, request(0, 3).plus(request(0, 3))), NOON);
        counters.add(7, CanaryCounts.of(Arm.CANARY, request(1, 9)), NOON);
        var all = counters.add(7, CanaryCounts.of(Arm.CANARY, request(0, 20)), NOON);

        assertThat(counters.read(7)).isEqualTo(all);
        assertThat(all.live().requests()).isEqualTo(2);
        assertThat(all.live().atLeast(Measure.FIRST_TOKEN, 3)).isEqualTo(2);
        assertThat(all.live().atLeast(Measure.FIRST_TOKEN, 4)).isZero();
        assertThat(all.canary().requests()).isEqualTo(2);
        assertThat(all.canary().atLeast(Measure.FAILURE, 1)).isEqualTo(1);
        assertThat(all.canary().atLeast(Measure.FIRST_TOKEN, 10)).isEqualTo(1);
        assertThat(all.canary().total(Measure.COST)).isZero();
    }

    @Test
    void anotherRevisionIsCountedApart() {
        var counters = counters();
        counters.add(7, CanaryCounts.of(Arm.LIVE, request(0, 3)), NOON);

        assertThat(counters.add(8, CanaryCounts.of(Arm.LIVE, request(1, 3)), NOON))
                .isEqualTo(CanaryCounts.of(Arm.LIVE, request(1, 3)));
    }
}
