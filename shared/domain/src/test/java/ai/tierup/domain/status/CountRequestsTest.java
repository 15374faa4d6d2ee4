package ai.tierup.domain.status;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.alarm.Alarms.Alarm;
import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CountRequestsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-29");
    private static final RequestEnd ANSWERED = new RequestEnd(TierId.TIER_2, null, false, Duration.ofMillis(400));

    private final InMemoryServiceDays days = new InMemoryServiceDays();
    private final List<Alarm> alarms = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-29T23:59:00Z");
    private int writes;

    private final CountRequests count = new CountRequests(
            new ServiceDays() {
                @Override
                public void add(LocalDate day, ServiceDay more, Instant at) {
                    writes++;
                    days.add(day, more, at);
                }

                @Override
                public Map<LocalDate, ServiceDay> read(LocalDate from, LocalDate to) {
                    return days.read(from, to);
                }
            },
            (alarm, detail) -> alarms.add(alarm),
            () -> now);

    private long answered(LocalDate day) {
        return days.read(day, day).getOrDefault(day, ServiceDay.NONE).answered();
    }

    @Test
    void theFirstRequestIsWrittenAtOnceAndTheOthersTogether() {
        count.count(ANSWERED);
        assertThat(answered(TODAY)).isEqualTo(1);

        now = now.plusSeconds(29);
        count.count(ANSWERED);
        count.count(ANSWERED);
        assertThat(answered(TODAY)).isEqualTo(1);

        now = now.plusSeconds(1);
        count.count(ANSWERED);
        assertThat(answered(TODAY)).isEqualTo(4);
        assertThat(writes).isEqualTo(2);
    }

    @Test
    void whatIsLeftOfADayIsWrittenWithThatDay() {
        count.count(ANSWERED);
        count.count(ANSWERED);
        now = Instant.parse("2026-11-30T00:00:00Z");
        count.count(ANSWERED);
        count.count(ANSWERED);

        assertThat(answered(TODAY)).isEqualTo(2);
        assertThat(answered(TODAY.plusDays(1))).isEqualTo(2);
    }

    @Test
    void aRefusalIsNoFailureAndAFailureWithoutATierCounts() {
        count.count(new RequestEnd(TierId.TIER_2, "insufficient_quota", false, null));
        now = now.plusSeconds(30);
        count.count(new RequestEnd(null, "service_unavailable", true, null));

        var today = Objects.requireNonNull(days.read(TODAY, TODAY).get(TODAY));
        assertThat(today.tiers()).isEmpty();
        assertThat(today.refusals()).isEqualTo(Map.of("insufficient_quota", 1L));
        assertThat(today.failed()).isEqualTo(1);
    }

    @Test
    void aStoreThatFailsIsAnAlarmAndNotTheCustomersProblem() {
        var broken = new CountRequests(
                new ServiceDays() {
                    @Override
                    public void add(LocalDate day, ServiceDay more, Instant at) {
                        throw new IllegalStateException("down");
                    }

                    @Override
                    public Map<LocalDate, ServiceDay> read(LocalDate from, LocalDate to) {
                        return Map.of();
                    }
                },
                (alarm, detail) -> alarms.add(alarm),
                () -> now);

        broken.count(ANSWERED);

        assertThat(alarms).containsExactly(Alarm.STORE_UNAVAILABLE);
    }

    @Test
    void aShareOfAnswersBeganWithinTheEndOfARange() {
        var times = FirstTokens.NONE;
        for (var millis : List.of(50, 100, 101, 141, 900, 1_000, 60_000, 70_000, 80_000, 90_000)) {
            times = times.plus(FirstTokens.of(Duration.ofMillis(millis)));
        }

        assertThat(times.total()).isEqualTo(10);
        assertThat(times.within(20)).contains(Duration.ofMillis(100));
        assertThat(times.within(40)).contains(Duration.ofMillis(141));
        assertThat(times.within(60)).contains(Duration.ofMillis(1_131));
        assertThat(times.within(95)).isEmpty();
        assertThat(FirstTokens.NONE.within(50)).isEmpty();
    }
}
