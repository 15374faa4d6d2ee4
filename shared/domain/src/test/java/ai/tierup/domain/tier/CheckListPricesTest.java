package ai.tierup.domain.tier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckListPricesTest {

    private final List<String> raised = new ArrayList<>();

    private void checkAt(String time) {
        var catalogue = new InMemoryTierCatalogue();
        catalogue.publish(TestTiers.mapping());
        new CheckListPrices(
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
}
