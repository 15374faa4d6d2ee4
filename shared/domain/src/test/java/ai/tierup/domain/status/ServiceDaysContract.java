package ai.tierup.domain.status;

import static org.assertj.core.api.Assertions.assertThat;

import ai.tierup.domain.tier.TierId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Contract of {@link ServiceDays}. */
public abstract class ServiceDaysContract {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-29");
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

    /** A store without requests. */
    protected abstract ServiceDays days();

    private static ServiceDay answered(TierId tier, int firstTokenMillis) {
        return new RequestEnd(tier, null, false, Duration.ofMillis(firstTokenMillis)).counts();
    }

    private static ServiceDay failed(TierId tier, String code) {
        return new RequestEnd(tier, code, true, null).counts();
    }

    private static ServiceDay refused(String code) {
        return new RequestEnd(TierId.TIER_2, code, false, null).counts();
    }

    @Test
    void requestsOfADayAreAddedUp() {
        var days = days();
        var first =
                answered(TierId.TIER_2, 90).plus(answered(TierId.TIER_2, 700)).plus(refused("daily_limit_reached"));
        var second = answered(TierId.TIER_2, 710)
                .plus(failed(TierId.TIER_3, "upstream_timeout"))
                .plus(refused("daily_limit_reached"));
        days.add(TODAY, first, NOON);
        days.add(TODAY, second, NOON);

        var read = Objects.requireNonNull(days.read(TODAY, TODAY).get(TODAY));

        assertThat(read).isEqualTo(first.plus(second));
        assertThat(read.answered()).isEqualTo(3);
        assertThat(read.failed()).isEqualTo(1);
        assertThat(read.refusals()).isEqualTo(Map.of("daily_limit_reached", 2L));
        assertThat(Objects.requireNonNull(read.tiers().get(TierId.TIER_3)).failed())
                .isEqualTo(1);
        assertThat(Objects.requireNonNull(read.tiers().get(TierId.TIER_2))
                        .firstTokens()
                        .within(50))
                .contains(Duration.ofMillis(800));
    }

    @Test
    void ninetyDaysAreReadAtOnceAndOthersAreNot() {
        var days = days();
        var first = TODAY.minusDays(89);
        for (var day : new LocalDate[] {first.minusDays(1), first, TODAY, TODAY.plusDays(1)}) {
            days.add(day, answered(TierId.TIER_1, 100), NOON);
        }

        assertThat(days.read(first, TODAY)).containsOnlyKeys(first, TODAY);
    }
}
