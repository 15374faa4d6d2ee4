package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckPublishedTiersTest {

    private final List<String> raised = new ArrayList<>();

    private void checkAt(String time) {
        checkAt(time, TestTiers.mapping());
    }

    private void checkAt(String time, TierMapping mapping) {
        var catalogue = new InMemoryTierCatalogue();
        catalogue.publish(mapping);
        new CheckPublishedTiers(
                        catalogue,
                        (alarm, subject) -> raised.add(alarm + " " + subject),
                        InstantSource.fixed(Instant.parse(time)))
                .check();
    }

    @Test
    void theOperatorIsTold46DaysAfterTheListPricesWereLookedUp() {
        checkAt("2027-01-05T00:00:00Z");

        assertThat(raised)
                .containsExactly(
                        "LIST_PRICES_STALE tier-1 2026-11-20",
                        "LIST_PRICES_STALE tier-2 2026-11-20",
                        "LIST_PRICES_STALE tier-3 2026-11-20",
                        "LIST_PRICES_STALE tier-4 2026-11-20");
    }

    @Test
    void beforeThatNothingIsRaised() {
        checkAt("2027-01-04T23:59:59Z");

        assertThat(raised).isEmpty();
    }

    @Test
    void theOperatorIsTold14DaysBeforeACandidateIsRemoved() {
        var tier = TestTiers.mapping().tier(TierId.TIER_2);
        var ending = TestTiers.withCandidates(
                tier, TestTiers.removedOn(tier.candidates().getFirst(), LocalDate.parse("2026-12-24")));
        var mapping = TestTiers.with(TestTiers.mapping(), ending);

        checkAt("2026-12-09T23:59:59Z", mapping);
        assertThat(raised).isEmpty();
        checkAt("2026-12-10T00:00:00Z", mapping);
        assertThat(raised).containsExactly("CANDIDATE_ENDING tier-2 north/alpha-2 2026-12-24");
    }
}
